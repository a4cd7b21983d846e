internal import SCIM
internal import Testing

@testable internal import SCIMProvider

struct ResourceChangeTests {
    private func change(_ before: JSONObject?, _ after: JSONObject?) -> ResourceChange {
        ResourceChange(
            operation: .update,
            type: "User",
            id: "1",
            version: 2,
            before: before,
            after: after,
            addedMembers: [],
            removedMembers: []
        )
    }

    @Test func `differences are told by attribute and sub-attribute`() {
        let differences = change(
            ["title": "a", "name": ["givenName": "x", "familyName": "y"], "nickName": "n"],
            ["title": "b", "name": ["givenName": "x", "familyName": "z"], "active": true]
        )
        .differences
        #expect(differences.map(\.path) == ["title", "name.familyName", "nickName", "active"])
        #expect(differences.map(\.before) == ["a", "y", "n", nil])
        #expect(differences.map(\.after) == ["b", "z", nil, true])
    }

    @Test func `attributes of an extension are named with its URN`() {
        let differences = change(["urn:x:User": ["a": 1]], ["urn:x:User": ["a": 2]]).differences
        #expect(differences.map(\.path) == ["urn:x:User:a"])
    }

    @Test func `only who was active is disabled`() {
        #expect(change(["active": true], ["active": false]).disables)
        #expect(change([:], ["active": false]).disables)
        #expect(!change(["active": false], ["active": false, "title": "x"]).disables)
        #expect(!change(["active": false], ["active": true]).disables)
    }
}
