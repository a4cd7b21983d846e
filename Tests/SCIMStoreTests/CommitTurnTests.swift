internal import Glibc
internal import Logging
internal import Synchronization
internal import Testing

@testable internal import SCIMStore

/// Two queues on one file, as two processes have them.
struct CommitTurnTests {
    private let path = "/tmp/scimd-test-\(UInt64.random(in: 0 ... .max)).db"

    @Test func `neither of two that write all the time keeps the other waiting`() throws {
        _ = try SQLiteStore(path: path, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        let end = ContinuousClock.now + .seconds(1)
        let longest = Mutex(Duration.zero)
        let counts = Mutex([0, 0])
        let threads = try (0..<2)
            .map { number in
                let commits = try CommitQueue(path: path)
                return startThread {
                    while ContinuousClock.now < end {
                        let start = ContinuousClock.now
                        do { try commits.commit { db in try db.run("UPDATE era SET number = number + 1") } } catch {
                            Issue.record(error)
                            return
                        }
                        let passed = ContinuousClock.now - start
                        longest.withLock { $0 = max($0, passed) }
                        counts.withLock { $0[number] += 1 }
                    }
                }
            }
        for thread in threads { pthread_join(thread, nil) }
        // Without turns one of them sleeps for longer and longer, up to 100 ms at a time, and half a second in all.
        #expect(longest.withLock { $0 } < .milliseconds(400))
        let shares = counts.withLock { $0 }
        #expect((shares.min() ?? 0) * 3 > (shares.max() ?? 0))
    }
}
