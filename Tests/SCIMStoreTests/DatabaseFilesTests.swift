internal import Glibc
internal import SCIM
internal import SCIMProvider
internal import Testing

@testable internal import SCIMStore

/// A database whose files are taken away while it is open.
struct DatabaseFilesTests {
    private let store: SQLiteStore
    private let network: Network

    init() throws {
        store = try SQLiteStore.temporary()
        network = try store.createNetwork(named: "acme", at: DateTime(microseconds: 0))
    }

    private func move(_ path: String, to other: String) {
        #expect(unsafe rename(path, other) == 0)
    }

    @Test(arguments: ["", "-wal", "-shm"])
    func `nothing is written while a file is away, and all is well once it is back`(ending: String) throws {
        let file = store.path + ending
        move(file, to: file + ".away")
        let refusal = try #require(throws: SCIMError.self) { try store.write(network) { _ in } }
        #expect(refusal == .unreachable)
        #expect(refusal.retryAfter != nil)
        #expect(throws: StoreError.isAway(path: file)) {
            try store.createNetwork(named: "beta", at: DateTime(microseconds: 0))
        }
        move(file + ".away", to: file)
        try store.write(network) { _ in }
        #expect(try store.networks().map(\.network.name) == ["acme"])
    }

    @Test func `another database in the place is neither read nor written`() throws {
        let other = try SQLiteStore.temporary().path
        move(store.path, to: store.path + ".away")
        move(other, to: store.path)
        try store.read { _ -> Void in
            // The connection that is open still reads what it has read before; another one would be opened here.
            #expect(throws: SCIMError.unreachable) { try store.read { _ in } }
        }
        #expect(throws: SCIMError.unreachable) { try store.write(network) { _ in } }
    }

    @Test func `the log is empty once serving has ended, although somebody has just read it`() throws {
        func logSize() -> Int {
            var status = stat()
            return unsafe stat(store.path + "-wal", &status) == 0 ? status.st_size : 0
        }
        try store.write(network) { _ in }
        try store.read { _ in }
        #expect(logSize() > 0)
        try store.endServing()
        #expect(logSize() == 0)
        // Nothing has ended for those who go on.
        try store.write(network) { _ in }
        #expect(try store.networks().map(\.network.name) == ["acme"])
    }
}
