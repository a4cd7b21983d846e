internal import Glibc
internal import Logging
internal import Synchronization
internal import Testing

@testable internal import SCIMStore

/// Queues of commits on one file, as several processes have them.
struct CommitTurnTests {
    private let path = "/tmp/scimd-test-\(UInt64.random(in: 0 ... .max)).db"

    init() throws {
        _ = try SQLiteStore(path: path, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    @Test func `a commit waits for its turn, and is woken`() throws {
        let turn = try CommitTurn(path: path)
        let commits = try CommitQueue(path: path)
        let ended = Mutex<[String]>([])
        let thread = turn.take {
            let thread = startThread {
                do { try commits.commit { db in try db.run("UPDATE era SET number = number + 1") } } catch {
                    Issue.record(error)
                }
                ended.withLock { $0.append("commit") }
            }
            // More than long enough for a commit that does not wait.
            usleep(100_000)
            ended.withLock { $0.append("turn") }
            return thread
        }
        pthread_join(thread, nil)
        #expect(ended.withLock { $0 } == ["turn", "commit"])
    }

    @Test func `neither of two that write all the time keeps the other waiting`() throws {
        let queues = try (0..<2).map { _ in try CommitQueue(path: path) }
        // The one that starts first waits for the other.
        let started = Atomic(0)
        let counts = Mutex([0, 0])
        let threads = queues.enumerated()
            .map { number, commits in
                startThread {
                    started.add(1, ordering: .relaxed)
                    while started.load(ordering: .relaxed) < queues.count { usleep(100) }
                    while counts.withLock({ ($0.max() ?? 0) < 500 }) {
                        do { try commits.commit { db in try db.run("UPDATE era SET number = number + 1") } } catch {
                            Issue.record(error)
                            return
                        }
                        counts.withLock { $0[number] += 1 }
                    }
                }
            }
        for thread in threads { pthread_join(thread, nil) }
        let shares = counts.withLock { $0 }
        #expect((shares.min() ?? 0) * 3 > (shares.max() ?? 0))
    }
}
