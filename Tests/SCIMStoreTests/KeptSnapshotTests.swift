internal import Glibc
internal import SCIM
internal import SCIMProvider
internal import Testing

@testable internal import SCIMStore

/// The state of the database that a connection keeps between reads.
struct KeptSnapshotTests {
    private let store: SQLiteStore
    private let network: Network
    /// Another one who uses the database, and waits for nobody.
    private let other: SQLConnection

    init() throws {
        store = try SQLiteStore.temporary()
        network = try store.createNetwork(named: "acme", at: DateTime(microseconds: 0))
        other = try SQLConnection(path: store.path, isReadOnly: false)
        try other.run("PRAGMA busy_timeout = 0")
        try other.run("CREATE TABLE note (text TEXT)")
        // Of what the store has read itself, it keeps nothing soon.
        let isAlone = try canRestartLogSoon()
        try #require(isAlone)
    }

    private func snapshot() throws -> (SQLConnection, KeptSnapshot) {
        let connection = try SQLConnection(path: store.path, isReadOnly: true)
        return (connection, try KeptSnapshot(of: connection))
    }

    private func note() throws {
        try other.run("INSERT INTO note VALUES ('x')")
    }

    private func count(_ connection: SQLConnection) throws -> Int {
        try connection.first("SELECT count(*) FROM note", []) { Int($0.integer(0)) } ?? 0
    }

    /// Whether the log can begin anew, which it cannot while somebody reads what is in it.
    private func canRestartLog() throws -> Bool {
        try other.first("PRAGMA wal_checkpoint(RESTART)", []) { $0.integer(0) == 0 } ?? false
    }

    /// Whether it can within ten seconds; a tenth of one is enough, but not on a machine that is busy with others.
    private func canRestartLogSoon() throws -> Bool {
        try (0..<1_000)
            .contains { _ in
                usleep(10_000)
                return try canRestartLog()
            }
    }

    private var logSize: Int {
        var status = stat()
        return unsafe stat(store.path + "-wal", &status) == 0 ? status.st_size : 0
    }

    @Test func `what another connection has committed is read at once`() throws {
        let (connection, snapshot) = try snapshot()
        var versions: Set<Int64> = []
        for expected in 1...20 {
            try note()
            try snapshot.read { version in
                versions.insert(version)
                let found = try count(connection)
                #expect(found == expected)
            }
        }
        #expect(versions.count == 20)
    }

    @Test func `a state is kept as long as there is no newer one, and within a read in any case`() throws {
        let (connection, snapshot) = try snapshot()
        try note()
        let first = try snapshot.read { version in
            try note()
            let found = try count(connection)
            #expect(found == 1)
            return version
        }
        let second = try snapshot.read { $0 }
        #expect(second != first)
        #expect(try snapshot.read { $0 } == second)
        #expect(try !canRestartLog(), "nothing is kept")
        #expect(try snapshot.read { $0 } == second)
        snapshot.end()
        #expect(try canRestartLog())
    }

    @Test func `nothing is kept behind an error`() throws {
        let (_, snapshot) = try snapshot()
        try note()
        #expect(throws: SCIMError.unreachable) { try snapshot.read { _ in throw SCIMError.unreachable } }
        #expect(try canRestartLog())
        try note()
        try snapshot.read { _ in }
        #expect(try !canRestartLog())
    }

    @Test func `the log begins anew although somebody reads before each commit`() throws {
        let (_, snapshot) = try snapshot()
        for _ in 0..<500 {
            try snapshot.read { _ in }
            try note()
            try other.run("PRAGMA wal_checkpoint(PASSIVE)")
        }
        #expect(logSize < 100 * 4_120)
    }

    @Test func `a state is kept behind a long log too, once that is not needed any more`() throws {
        let (_, snapshot) = try snapshot()
        try snapshot.read { _ in }
        for _ in 0..<300 { try note() }
        try snapshot.read { _ in }
        #expect(!snapshot.isKept)
        try other.run("PRAGMA wal_checkpoint(PASSIVE)")
        try snapshot.read { _ in }
        #expect(snapshot.isKept)
    }

    @Test func `what a store keeps for its requests it ends by itself`() throws {
        for _ in 0..<3 {
            // On a busy machine it may have ended before it is looked for.
            let isKept = try (0..<50)
                .contains { _ in
                    try note()
                    try store.read { _ in }
                    return try !canRestartLog()
                }
            #expect(isKept)
            #expect(try canRestartLogSoon())
            // Until nobody looks for what is kept any more.
            usleep(300_000)
        }
    }
}
