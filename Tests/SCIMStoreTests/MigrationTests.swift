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

    @Test func `addresses for work get an index of their own`() throws {
        let path = "/tmp/scimd-test-\(UInt64.random(in: 0 ... .max)).db"
        try DatabaseFile.prepare(path, makesMissing: true)
        try Migrations.run(on: path, upTo: "7 where the changes of a network begin")
        let emails = #"[{"value":"A@x.org","type":"Work"},{"value":"b@x.org"},{"value":"a@x.org","type":"home"}]"#
        let person = """
            [{"schemas": ["urn:ietf:params:scim:schemas:core:2.0:ResourceType"], "name": "Person", "endpoint": "/Persons",
              "schema": "urn:ietf:params:scim:schemas:core:2.0:User"}]
            """
        let db = try SQLConnection(path: path, isReadOnly: false)
        try db.execute(
            sql: """
                INSERT INTO network (key, name, created) VALUES (1, 'acme', 0), (2, 'beta', 0);
                INSERT INTO definition (network, documents) VALUES (2, '\(person)');
                INSERT INTO attribute (key, type, path, form) VALUES
                    (1, 'User', 'userName', 'folded'), (2, 'User', 'emails.value', 'folded'),
                    (3, 'User', 'meta.lastModified', 'instant'), (4, 'Person', 'emails.value', 'folded'),
                    (5, 'Person', 'userName', 'folded'), (6, 'Person', 'meta.lastModified', 'instant');
                INSERT INTO resource (key, network, type, id, version, created, lastModified, document) VALUES
                    (1, 1, 'User', 'a', 1, 1, 1, '{"id":"a","userName":"ann","emails":\(emails)}'),
                    (2, 1, 'User', 'b', 1, 1, 1, '{"id":"b","userName":"bob"}'),
                    (3, 2, 'Person', 'c', 1, 1, 1, '{"id":"c","userName":"cid","emails":\(emails)}'),
                    (4, 1, 'User', 'd', 1, 1, 1, '{"id":"d","userName":');
                INSERT INTO value VALUES
                    (1, 1, 'ann', 1), (1, 2, 'a@x.org', 1), (1, 2, 'b@x.org', 1), (1, 3, 1, 1),
                    (1, 1, 'bob', 2), (1, 3, 1, 2), (1, 1, 'dan', 4),
                    (2, 5, 'cid', 3), (2, 4, 'a@x.org', 3), (2, 4, 'b@x.org', 3), (2, 6, 1, 3);
                INSERT INTO tally VALUES (1, 'User', 3), (2, 'Person', 1);
                INSERT INTO journal (seq, network, time, operation, type, resource, version) VALUES
                    (1, 1, 1, 'create', 'User', 'a', 1), (2, 1, 1, 'create', 'User', 'b', 1),
                    (3, 2, 1, 'create', 'Person', 'c', 1), (4, 1, 1, 'create', 'User', 'd', 1);
                UPDATE resource SET change = key;
                """
        )
        for _ in 1...2 {
            let store = try SQLiteStore(path: path, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
            // One that cannot be read keeps nobody from being served.
            let findings = try store.check().findings
            #expect(findings.count == 2)
            #expect(findings.first == "the document of User d cannot be read")
            #expect(findings.last == "there are 13 index entries for the 12 values of the documents")
        }
        let rows = try db.all(
            """
            SELECT attribute.type, path, value, resource FROM value JOIN attribute ON attribute.key = value.attribute
            WHERE path LIKE '%emails%' ORDER BY 1, 2, 3, 4
            """
        ) { "\($0.text(0)) \($0.text(1)) \($0.text(2)) \($0.integer(3))" }
        #expect(
            rows
                == [("Person", 3), ("User", 1)]
                .flatMap { type, key in
                    [
                        "\(type) emails.value a@x.org \(key)", "\(type) emails.value b@x.org \(key)",
                        "\(type) emails[type eq \"work\"].value a@x.org \(key)",
                    ]
                }
        )
    }

    @Test func `resources get the ending that they would be written with`() throws {
        let path = "/tmp/scimd-test-\(UInt64.random(in: 0 ... .max)).db"
        try DatabaseFile.prepare(path, makesMissing: true)
        try Migrations.run(on: path, upTo: "8 addresses for work by themselves")
        let user = Resource(
            type: .user,
            id: "8a3f",
            attributes: ["userName": "ann"],
            meta: Meta(
                created: DateTime(microseconds: 1_795_839_393_000_999),
                lastModified: DateTime(microseconds: 1_795_839_394_070_000),
                version: 12
            )
        )
        let db = try SQLConnection(path: path, isReadOnly: false)
        try db.run(
            """
            INSERT INTO resource (network, type, id, version, created, lastModified, document)
            VALUES (1, 'User', '8a3f', 12, 1795839393000999, 1795839394070000, '{"userName":"ann"}')
            """
        )
        try Migrations.run(on: path)
        #expect(try db.first("SELECT ending FROM resource", []) { $0.bytes(0) } == user.ending)
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
