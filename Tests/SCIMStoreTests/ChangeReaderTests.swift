internal import SCIM
internal import SCIMProvider
internal import Testing

@testable internal import SCIMStore

/// Changes come in their order, with the states between them.
struct ChangeReaderTests {
    private let store: SQLiteStore
    private let network: Network
    private let actor = Actor(tokenID: nil, requestID: "r", time: DateTime(microseconds: 1))

    init() throws {
        store = try SQLiteStore.temporary()
        network = try store.createNetwork(named: "acme", at: DateTime(microseconds: 0))
    }

    private func create(_ name: String) throws {
        let meta = Meta(created: actor.time, lastModified: actor.time, version: 1)
        let user = Resource(type: .user, id: "u", attributes: ["userName": .string(name)], meta: meta)
        try store.write(network) { [actor] in _ = try $0.insert(Revision(user), members: [], by: actor) }
    }

    private func rename(to name: String) throws {
        try store.write(network) { [actor] writer in
            let stored = try #require(try writer.record(id: "u", of: .user, with: Relations()))
            let old = try stored.resource(of: .user)
            let attributes: JSONObject = ["userName": .string(name)]
            let amendment = Amendment(of: stored, old, to: attributes, at: actor.time)
            _ = try writer.update(amendment, by: actor, spending: PatchEffort())
        }
    }

    private func delete() throws {
        try store.write(network) { [actor] writer in
            let stored = try #require(try writer.record(id: "u", of: .user, with: Relations()))
            try writer.delete(stored, stored.resource(of: .user), by: actor)
        }
    }

    private func twoLives() throws {
        for name in ["a", "c"] {
            try create(name)
            try rename(to: name + name)
            try delete()
        }
        try create("e")
    }

    private func names(after seq: Int64 = 0, at once: Int = 100) throws -> [String] {
        let reader = try ChangeReader(of: network, after: seq, in: store)
        var changes: [RecordedChange] = []
        while case let more = try reader.next(limit: once), !more.isEmpty { changes += more }
        return changes.map(\.change)
            .map { change in
                let names = [change.before, change.after].map { $0?["userName"]?.string ?? "-" }
                return names.joined(separator: ">")
            }
    }

    private static let lives = ["->a", "a>aa", "aa>-", "->c", "c>cc", "cc>-", "->e"]

    @Test(arguments: [1, 2, 3, 100])
    func `what is made again under an identifier goes on from its deletion`(once: Int) throws {
        try twoLives()
        #expect(try names(at: once) == Self.lives)
        #expect(try names(after: 4, at: once) == Array(Self.lives[4...]))
    }

    /// Databases of earlier versions have such rows.
    @Test func `lives that do not name each other are told as well`() throws {
        try twoLives()
        try store.commits.commit { db in
            try db.run("UPDATE journal SET previous = NULL WHERE operation = 'create'")
        }
        #expect(try names() == Self.lives)
        try delete()
        #expect(try names() == Self.lives + ["e>-"])
    }

    @Test func `a reader that has read all goes on with what comes later`() throws {
        let reader = try ChangeReader(of: network, after: 0, in: store)
        #expect(try reader.next(limit: 10).isEmpty)
        try create("a")
        #expect(try reader.next(limit: 10).map(\.change.operation) == [.create])
        try rename(to: "b")
        try rename(to: "c")
        let changes = try reader.next(limit: 10)
        #expect(changes.map { $0.change.after?["userName"] } == ["b", "c"])
        #expect(try reader.next(limit: 10).isEmpty)
    }

    @Test func `what is no longer returned is not told of the past either`() throws {
        try create("a")
        try store.commits.commit { db in
            try db.run("UPDATE journal SET before = '{\"userName\":\"a\",\"password\":\"x\"}'")
        }
        let reader = try ChangeReader(of: network, after: 0, in: store)
        let change = try #require(try reader.next(limit: 1).first).change
        #expect(change.before?.members.map(\.name) == ["userName"])
    }
}
