internal import Glibc
internal import SCIM
internal import SCIMProvider
internal import Synchronization
internal import Testing

@testable internal import SCIMStore

struct SQLiteStoreTests {
    private let store: SQLiteStore
    private let network: Network
    private let actor = Actor(tokenID: nil, requestID: "r1", time: DateTime(microseconds: 1))

    init() throws {
        store = try SQLiteStore.temporary()
        network = try store.createNetwork(named: "acme", at: DateTime(microseconds: 0))
    }

    private func user(_ name: String, id: String? = nil, _ attributes: JSONObject = [:]) -> Resource {
        var all: JSONObject = ["userName": .string(name)]
        for member in attributes.members { all.append(member) }
        let meta = Meta(created: actor.time, lastModified: actor.time, version: 1)
        return Resource(type: .user, id: id ?? "id of \(name)", attributes: all, meta: meta)
    }

    private func insert(_ users: [Resource]) throws {
        try store.write(network) { [actor] writer in
            for user in users { _ = try writer.insert(Revision(user), members: [], by: actor) }
        }
    }

    private func find(_ filter: String) throws -> (total: Int, ids: [String]) {
        let filter = try Filter(parsing: filter, for: .user)
        return try store.read(in: network) { reader in
            var ids: [String] = []
            let query = ListQuery(parts: [.init(type: .user, filter: filter)], limit: 100)
            let page = try reader.page(of: query) { resource, _ in ids.append(resource.stored.id) }
            return (page.totalResults, ids)
        }
    }

    @Test func `a failing write leaves nothing`() throws {
        try insert([user("a")])
        #expect(throws: TakenValue.self) { try insert([user("b"), user("A", id: "other")]) }
        #expect(try find("userName pr").ids == ["id of a"])
        #expect(try store.check().findings == [])
    }

    /// They wait behind a write that does not end, so that all of them share the next transaction.
    @Test(arguments: [0, 2, 4])
    func `of writes that share a commit the one that fails is undone alone`(place: Int) throws {
        try insert([user("a")])
        let commits = store.commits.meter.counts.sizes.count
        let begun = PendingResult<Void>()
        let end = PendingResult<Void>()
        store.commits.commit(
            { _ in
                begun.fulfill(.success(()))
                try end.get()
            },
            completion: { _ in }
        )
        try begun.get()
        let writes = (0..<5)
            .map { number in
                let users = number == place ? [user("b"), user("A", id: "other")] : [user("user \(number)")]
                let write = PendingResult<Void>()
                store.write(
                    network,
                    { [actor] writer in
                        for user in users { _ = try writer.insert(Revision(user), members: [], by: actor) }
                    },
                    completion: { write.fulfill($0) }
                )
                return write
            }
        #expect(store.commits.waitingCount == 5)
        end.fulfill(.success(()))
        for (number, write) in writes.enumerated() {
            if number == place {
                #expect(throws: TakenValue.self) { try write.get() }
            } else {
                #expect(throws: Never.self) { try write.get() }
            }
        }
        #expect(store.commits.meter.counts.sizes.count == commits + 2)
        let others = (0..<5).filter { $0 != place }.map { "id of user \($0)" }
        #expect(try find("userName pr").ids == ["id of a"] + others)
        #expect(try store.check().findings == [])
    }

    @Test func `writes of many threads are all there`() throws {
        let failures = Atomic(0)
        let threads = (0..<8)
            .map { thread in
                startThread {
                    for number in 0..<50 {
                        do { try insert([user("user \(thread) \(number)")]) } catch {
                            failures.add(1, ordering: .relaxed)
                        }
                    }
                }
            }
        for thread in threads { pthread_join(thread, nil) }
        #expect(failures.load(ordering: .relaxed) == 0)
        #expect(try find("userName sw \"user\"").total == 400)
        #expect(try store.check().findings == [])
    }

    /// What an index answers must be what the filter itself would.
    @Test(arguments: [
        #"userName eq "ANN""#, #"userName sw "an""#, #"userName gt "ann""#, #"userName ge "ann""#,
        #"userName lt "bob""#,
        #"userName le "bob""#, #"externalId eq "X1""#, #"emails.value sw "s@""#, #"emails eq "s@x""#,
        #"emails[type eq "work" and value eq "S@X"]"#, #"emails[type eq "home"].value eq "s@x""#, "active eq true",
        #"name.familyName eq "doe""#, #"id eq "id of ann""#, #"id eq "id of ann" and active eq false"#,
        #"userName sw "a" and not (active eq true)"#, #"userName eq "ann" or userName eq "bob""#, "title pr",
        #"meta.lastModified ge "1970-01-01T00:00:00Z""#, #"userName ne "ann""#, #"userName co "n""#,
        #"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager eq "m""#,
        #"schemas eq "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User""#,
    ])
    func `an index finds what the filter means`(text: String) throws {
        let users = [
            user(
                "ann",
                ["active": true, "emails": [["type": "work", "value": "S@x"], ["type": "home", "value": "t@x"]]]
            ),
            user("Bob", ["active": false, "externalId": "X1", "name": ["familyName": "DOE"], "title": "T"]),
            user("anna", ["emails": [["type": "home", "value": "s@x"], ["type": "other", "value": "s@y"]]]),
            user("Zoë", ["urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": ["manager": ["value": "m"]]]),
        ]
        try insert(users)
        let filter = try Filter(parsing: text, for: .user)
        let expected = users.filter { filter.matches($0) }.map(\.id)
        let found = try find(text)
        #expect(found.ids == expected)
        #expect(found.total == expected.count)
    }

    /// The place of a page is counted from the end that is nearer.
    @Test(arguments: [1, 6, 7])
    func `pages by index are the whole`(count: Int) throws {
        let users = (0..<count).map { user("\($0)") }
        let group = Resource(type: .group, id: "g", attributes: ["displayName": "g"], meta: users[0].meta)
        try insert([users[0], group] + users[1...])
        for offset in 0...count + 1 {
            for limit in 0...count + 1 {
                var ids: [String] = []
                let page = try store.read(in: network) { reader in
                    let query = ListQuery(parts: [.init(type: .user)], window: .offset(offset), limit: limit)
                    return try reader.page(of: query) { resource, _ in ids.append(resource.stored.id) }
                }
                #expect(ids == Array(users.map(\.id).dropFirst(offset).prefix(limit)))
                #expect(page.totalResults == count)
            }
        }
    }

    @Test func `an update moves the index entries, a delete removes them`() throws {
        try insert([user("a", ["externalId": "1"])])
        try store.write(network) { [actor] writer in
            let stored = try #require(try writer.record(id: "id of a", of: .user, with: Relations()))
            let old = try stored.resource(of: .user)
            var attributes = old.attributes
            attributes["externalId"] = "2"
            let amendment = Amendment(of: stored, old, to: attributes, at: actor.time)
            _ = try writer.update(amendment, by: actor, spending: PatchEffort())
        }
        #expect(try find(#"externalId eq "1""#).total == 0)
        #expect(try find(#"externalId eq "2""#).total == 1)
        #expect(try store.check().findings == [])
        try store.write(network) { [actor] writer in
            let stored = try #require(try writer.record(id: "id of a", of: .user, with: Relations()))
            let old = try stored.resource(of: .user)
            try writer.delete(stored, old, by: actor)
        }
        #expect(try find("userName pr").total == 0)
        #expect(try store.check() == CheckReport(findings: [], resources: 0, values: 0, changes: 3))
    }

    @Test func `what was made again under its identifier can be deleted again`() throws {
        for _ in 1...2 {
            try insert([user("a")])
            try store.write(network) { [actor] writer in
                let stored = try #require(try writer.record(id: "id of a", of: .user, with: Relations()))
                try writer.delete(stored, stored.resource(of: .user), by: actor)
            }
        }
        #expect(try store.check() == CheckReport(findings: [], resources: 0, values: 0, changes: 4))
    }

    @Test func `the journal names each member of a new group once`() throws {
        let meta = Meta(created: actor.time, lastModified: actor.time, version: 1)
        let group = Resource(type: .group, id: "g", attributes: ["displayName": "Staff"], meta: meta)
        let members = try [Member](["a", "b", "a"].map { try #require(Member(["value": .string($0)])) })
        try store.write(network) { [actor] in _ = try $0.insert(Revision(group), members: members, by: actor) }
        let journal = try store.look { db in try db.all("SELECT members FROM journal") { $0.text(0) } }
        #expect(journal == [#"{"added":["a","b"]}"#])
    }

    @Test func `a state is the latest until the resource is changed, or gone and its key another's`() throws {
        try insert([user("a")])
        let stored = try #require(
            try store.read(in: network) { try $0.record(id: "id of a", of: .user, with: Relations()) }
        )
        func isCurrent() throws -> Bool { try store.write(network) { try $0.isCurrent(stored) } }
        #expect(try isCurrent())
        try store.write(network) { [actor] writer in
            let old = try stored.resource(of: .user)
            let amendment = Amendment(of: stored, old, to: ["userName": "b"], at: actor.time)
            _ = try writer.update(amendment, by: actor, spending: PatchEffort())
        }
        #expect(try !isCurrent())
        try store.write(network) { [actor] writer in
            let latest = try #require(try writer.record(id: "id of a", of: .user, with: Relations()))
            try writer.delete(latest, latest.resource(of: .user), by: actor)
        }
        try insert([user("c")])
        let other = try store.read(in: network) { try $0.record(id: "id of c", of: .user, with: Relations()) }
        #expect(other?.key == stored.key)
        #expect(try !isCurrent())
    }

    @Test(arguments: [
        ("UPDATE value SET value = 'b' WHERE value = 'a'", "is not found by its 'userName'"),
        ("INSERT INTO value VALUES (1, 1, 'stray', 1)", "index entries"),
        ("UPDATE tally SET count = 7", "were counted"),
        ("INSERT INTO value SELECT network, attribute, value, 9 FROM value", "belongs to more than one User"),
        ("DELETE FROM journal", "not what the journal says"),
        ("UPDATE journal SET operation = 'refuse'", "not what the journal says"),
        ("UPDATE resource SET version = 9", "not what the journal says"),
        ("UPDATE resource SET id = 'other'", "not what the journal says"),
        ("UPDATE resource SET change = 9", "does not name its latest change"),
        ("DELETE FROM resource", "does not say that it was deleted"),
        ("INSERT INTO tombstone VALUES (1, 'gone', 1)", "gone does not name its latest change"),
        ("UPDATE journal SET previous = 0", "does not name the one before it"),
        ("UPDATE journal SET previous = seq", "does not name the one before it"),
        ("UPDATE resource SET document = '{'", "cannot be read"),
        ("UPDATE resource SET lastModified = 5000000", "have another 'meta' than what is stored"),
        ("UPDATE resource SET ending = replace(ending, 'User', 'Group')", "have another 'meta' than what is stored"),
        // More changes may be missing than were deleted.
        ("DELETE FROM journal; INSERT INTO retention VALUES (1, 0)", "not what the journal says"),
        ("DELETE FROM journal; INSERT INTO retention VALUES (2, 1)", "not what the journal says"),
    ])
    func `a check finds what is wrong`(sql: String, finding: String) throws {
        try insert([user("a")])
        try store.commits.commit { db in for part in sql.split(separator: ";") { try db.run(String(part)) } }
        #expect(try store.check().findings.contains { $0.contains(finding) })
    }

    /// A page of the file that is not what its tree says.
    @Test func `a check finds a broken index`() throws {
        try insert([user("a"), user("b")])
        try store.commits.commit { db in
            try db.run("PRAGMA writable_schema = 1")
            try db.run(
                "UPDATE sqlite_master SET sql = replace(sql, '(network, type)', '(network, id)') WHERE name = 'resource_type'"
            )
        }
        let damaged = try SQLiteStore(path: store.path, logger: store.logger)
        #expect(try damaged.check().findings.contains { $0.contains("resource_type") })
    }

    @Test func `a check misses no changes that were deleted in time`() throws {
        try insert([user("a")])
        try store.write(network) { [actor] writer in
            let stored = try #require(try writer.record(id: "id of a", of: .user, with: Relations()))
            try writer.delete(stored, stored.resource(of: .user), by: actor)
        }
        try insert([user("b"), user("c")])
        try store.write(network) { [actor] writer in
            let stored = try #require(try writer.record(id: "id of c", of: .user, with: Relations()))
            let old = try stored.resource(of: .user)
            let amendment = Amendment(of: stored, old, to: ["userName": "d"], at: actor.time)
            _ = try writer.update(amendment, by: actor, spending: PatchEffort())
        }
        try store.commits.commit { db in
            // The journal: a made, a deleted, b made, c made, c changed.
            try db.run("DELETE FROM journal WHERE seq <= 4")
            try db.run("INSERT INTO retention VALUES (1, 4)")
        }
        #expect(try store.check() == CheckReport(findings: [], resources: 2, values: 4, changes: 1))
        try store.commits.commit { db in try db.run("UPDATE retention SET seq = 3") }
        #expect(try store.check().findings == ["User id of c has a change that does not name the one before it"])
        try store.commits.commit { db in try db.run("UPDATE retention SET seq = 2") }
        #expect(try store.check().findings.count == 3)
    }

    @Test func `a check passes over refused requests`() throws {
        try insert([user("a")])
        try store.commits.commit { db in
            try db.run(
                """
                INSERT INTO journal (network, time, operation, type, resource, version, status)
                VALUES (1, 1, 'refuse', 'User', 'id of a', 0, 400), (1, 1, 'refuse', 'User', 'nobody', 0, 400)
                """
            )
        }
        #expect(try store.check() == CheckReport(findings: [], resources: 1, values: 2, changes: 1))
    }

    @Test func `a database that cannot be written is unavailable for changes, and is read on`() throws {
        try store.commits.commit { db in try db.run("PRAGMA query_only = 1") }
        let error = try #require(throws: SCIMError.self) { try insert([user("a")]) }
        #expect(error.status == 503)
        #expect(error.retryAfter != nil)
        #expect(error.detail.contains("writable"))
        #expect(try find("userName pr").total == 0)
    }

    @Test func `a database of a newer version is refused`() throws {
        try store.commits.commit { db in try db.run("INSERT INTO grdb_migrations VALUES ('99 future')") }
        #expect(throws: StoreError.madeByNewerVersion(path: store.path)) {
            try SQLiteStore(path: store.path, logger: store.logger)
        }
    }

    @Test func `a file that is no database is refused by name`() throws {
        let error = try #require(throws: StoreError.self) {
            try SQLiteStore(path: "/proc/self/status", logger: store.logger)
        }
        #expect(error.description.contains("/proc/self/status"))
    }
}
