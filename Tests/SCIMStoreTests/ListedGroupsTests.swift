internal import SCIM
internal import SCIMProvider
internal import Testing

@testable internal import SCIMStore

/// The groups of resources in a list that reads no more of them than it shows.
struct ListedGroupsTests {
    @Test(arguments: [nil, "jane"]) func `a list shows the groups of those who are in some`(userName: String?) throws {
        let store = try SQLiteStore.temporary()
        let network = try store.createNetwork(named: "acme", at: DateTime(microseconds: 0))
        let actor = Actor(tokenID: nil, requestID: "r1", time: DateTime(microseconds: 1))
        let meta = Meta(created: actor.time, lastModified: actor.time, version: 1)
        let member = try #require(Member(["value": .string("u1")]))
        try store.write(network) { writer in
            let user = Resource(type: .user, id: "u1", attributes: ["userName": .string("jane")], meta: meta)
            _ = try writer.insert(Revision(user), members: [], by: actor)
            let group = Resource(type: .group, id: "g1", attributes: ["displayName": .string("all")], meta: meta)
            _ = try writer.insert(Revision(group), members: [member], by: actor)
        }
        let filter = try userName.map { try Filter(parsing: "userName eq \"\($0)\"", for: .user) }
        let part = ListQuery.Part(
            type: .user,
            filter: filter,
            relations: Relations(members: false, memberships: true),
            readsUnsent: false
        )
        var found: [[String]] = []
        try store.read(in: network) { reader in
            _ = try reader.page(of: ListQuery(parts: [part], limit: 10)) { resource, _ in
                found.append(resource.memberships.map(\.id))
            }
        }
        #expect(found == [["g1"]])
    }
}
