internal import Logging
internal import SCIM
internal import SCIMProvider
internal import Testing

@testable internal import SCIMStore

/// Databases of earlier shapes become ones of today's, with all that is in them.
struct MigrationTests {
    @Test func `resources find their journal, and what is gone too`() throws {
        let path = "/tmp/scimd-test-\(UInt64.random(in: 0 ... .max)).db"
        try DatabaseFile.prepare(path, makesMissing: true)
        try Migrations.run(on: path, upTo: "2 definitions of resource types, resources of tokens")
        try SQLConnection(path: path, isReadOnly: false)
            .execute(
                sql: """
                    INSERT INTO network (key, name, created) VALUES (1, 'acme', 0);
                    INSERT INTO attribute (key, type, path, form) VALUES
                        (1, 'User', 'userName', 'folded'), (2, 'User', 'displayName', 'folded'),
                        (3, 'User', 'meta.lastModified', 'instant');
                    INSERT INTO resource (key, network, type, id, version, created, lastModified, document) VALUES
                        (1, 1, 'User', 'a', 2, 1, 2, '{"schemas":[],"id":"a","userName":"ann","displayName":"Ann"}');
                    INSERT INTO value VALUES (1, 1, 'ann', 1), (1, 2, 'ann', 1), (1, 3, 2, 1);
                    INSERT INTO tally VALUES (1, 'User', 1);
                    INSERT INTO journal (seq, network, time, request, operation, type, resource, version) VALUES
                        (3, 1, 1, 'r1', 'create', 'User', 'a', 1), (4, 1, 1, 'r2', 'create', 'User', 'b', 1),
                        (5, 1, 2, 'r3', 'update', 'User', 'a', 2), (6, 1, 2, 'r4', 'delete', 'User', 'b', 1);
                    """
            )
        let store = try SQLiteStore(path: path, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        #expect(try store.check() == CheckReport(findings: [], resources: 1, values: 2, changes: 4))
        let network = try #require(try store.networks().first).network
        func isChanged(_ id: String, by request: String, since instant: Int64 = 0) throws -> Bool {
            try store.read(in: network) { reader in
                try reader.isChanged(id, by: request, since: DateTime(microseconds: instant))
            }
        }
        for (id, request) in [("a", "r1"), ("a", "r3"), ("b", "r2"), ("b", "r4")] {
            #expect(try isChanged(id, by: request))
        }
        #expect(try !isChanged("a", by: "r2"))
        #expect(try !isChanged("a", by: "r1", since: 2))
    }

    @Test func `a step that fails leaves the database as it was`() throws {
        let path = "/tmp/scimd-test-\(UInt64.random(in: 0 ... .max)).db"
        try DatabaseFile.prepare(path, makesMissing: true)
        try Migrations.run(on: path, upTo: Migrations.all[1].name)
        let db = try SQLConnection(path: path, isReadOnly: false)
        // The step after the next one is to make it.
        try db.execute(sql: "CREATE TABLE contact (x)")
        #expect(throws: StoreError.self) { try Migrations.run(on: path) }
        #expect(try db.all("SELECT identifier FROM grdb_migrations") { $0.text(0) } == Migrations.all[...1].map(\.name))
        #expect(
            try db.first("SELECT count(*) FROM pragma_table_info('journal') WHERE name = 'client'", []) {
                $0.integer(0)
            } == 0
        )
        try db.execute(sql: "DROP TABLE contact")
        try Migrations.run(on: path)
        #expect(try db.all("SELECT identifier FROM grdb_migrations") { $0.text(0) } == Migrations.all.map(\.name))
    }
}
