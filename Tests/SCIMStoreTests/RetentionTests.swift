internal import SCIM
internal import SCIMProvider
internal import Testing

@testable internal import SCIMStore

struct RetentionTests {
    private let store: SQLiteStore
    private let network: Network

    init() throws {
        store = try SQLiteStore.temporary()
        network = try store.createNetwork(named: "acme", at: DateTime(microseconds: 0))
    }

    /// Makes a user at an instant; its entry has the next number.
    private func insert(_ name: String, at instant: Int64) throws {
        let meta = Meta(created: at(instant), lastModified: at(instant), version: 1)
        let user = Resource(type: .user, id: name, attributes: ["userName": .string(name)], meta: meta)
        let actor = Actor(tokenID: nil, requestID: nil, time: at(instant))
        try store.write(network) { writer in _ = try writer.insert(Revision(user), members: [], by: actor) }
    }

    private func delete(_ name: String, at instant: Int64) throws {
        let actor = Actor(tokenID: nil, requestID: nil, time: at(instant))
        try store.write(network) { writer in
            let stored = try #require(try writer.record(id: name, of: .user, with: Relations()))
            try writer.delete(stored, stored.resource(of: .user), by: actor)
        }
    }

    private func at(_ instant: Int64) -> DateTime {
        DateTime(microseconds: instant)
    }

    private func numbers() throws -> [Int64] {
        var numbers: [Int64] = []
        try store.entries(of: network, after: 0) { entry in
            numbers.append(entry.number)
            return true
        }
        return numbers.reversed()
    }

    @Test func `what is older than an instant is deleted in steps, the oldest first`() throws {
        for number in 1...5 { try insert("user \(number)", at: Int64(number)) }
        #expect(try store.deleteEntries(before: at(4), limit: 2) == 2)
        #expect(try numbers() == [3, 4, 5])
        #expect(try store.deleteEntries(before: at(4), limit: 2) == 1)
        #expect(try store.deleteEntries(before: at(4), limit: 2) == 0)
        #expect(try numbers() == [4, 5])
        #expect(try store.check().findings == [])
    }

    @Test func `contacts go in time, also where nothing was ever changed`() throws {
        let reader = try store.createNetwork(named: "reader", at: at(0))
        try store.add([Contact(reader.key, at: at(60_000_000)): 3, Contact(reader.key, at: at(300_000_000)): 4])
        _ = try store.deleteEntries(before: at(3 * 60_000_000), limit: 10)
        #expect(try store.contacts(of: reader, since: at(0)).map(\.requests) == [4])
    }

    @Test func `a refusal that goes is no change that is missing`() throws {
        try insert("a", at: 1)
        try store.change { db in
            try db.run(
                "INSERT INTO journal (network, time, operation, type, resource, version) VALUES (?, 2, 'refuse', '', '', 0)",
                [.integer(network.key.value)]
            )
        }
        try insert("b", at: 3)
        #expect(try store.deleteEntries(before: at(3), limit: 10) == 2)
        let changes = try ChangeReader(of: network, after: 1, in: store).next(limit: 10)
        #expect(changes.map(\.seq) == [3])
        #expect(throws: ChangesError.self) { _ = try ChangeReader(of: network, after: 0, in: store) }
    }

    @Test func `the newest entry stays, so that no number is given twice`() throws {
        try insert("a", at: 1)
        try insert("b", at: 2)
        #expect(try store.deleteEntries(before: at(100), limit: 10) == 1)
        #expect(try store.deleteEntries(before: at(100), limit: 10) == 0)
        try insert("c", at: 3)
        #expect(try numbers() == [2, 3])
    }

    @Test func `who is gone is forgotten with the entry, and can come again`() throws {
        try insert("a", at: 1)
        try delete("a", at: 2)
        try insert("b", at: 3)
        #expect(try store.deleteEntries(before: at(3), limit: 10) == 2)
        let tombstones = try store.look { try $0.first("SELECT count(*) FROM tombstone", []) { $0.integer(0) } }
        #expect(tombstones == 0)
        try insert("a", at: 4)
        #expect(try store.check().findings == [])
    }

    @Test func `changes that are gone are told as gone`() throws {
        for number in 1...3 { try insert("user \(number)", at: Int64(number)) }
        _ = try store.deleteEntries(before: at(3), limit: 10)
        #expect(throws: ChangesError.self) { try ChangeReader(of: network, after: 1, in: store) }
        #expect(try ChangeReader(of: network, after: 2, in: store).next(limit: 10).map(\.seq) == [3])
    }

    @Test func `minutes with requests go with the entries`() throws {
        try store.add([Contact(network.key, at: at(60_000_000)): 3, Contact(network.key, at: at(600_000_000)): 4])
        try insert("a", at: 60_000_000)
        try insert("b", at: 600_000_000)
        _ = try store.deleteEntries(before: at(600_000_000), limit: 10)
        #expect(try store.contacts(of: network, since: at(0)).map(\.requests) == [4])
    }
}
