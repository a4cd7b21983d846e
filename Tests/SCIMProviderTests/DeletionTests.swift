internal import HTTPTypes
internal import SCIM
internal import SCIMStore
internal import Testing

@testable internal import SCIMProvider

/// RFC 7644 §3.6, where the network keeps what is deleted.
struct DeletionTests {
    private let service: TestService

    init() throws {
        service = try TestService()
        try service.set("deletion", "disable")
    }

    private func check() throws {
        #expect(try service.store.check().findings == [])
    }

    @Test func `who is deleted is gone for clients`() throws {
        let ann = service.user("ann", ["externalId": "1", "emails": [["type": "work", "value": "a@b.c"]]])
        let group = service.post(["displayName": "G", "members": [["value": .string(ann)]]], to: "/Groups").id
        #expect(service.send(.delete, "/Users/\(ann)").status == 204)
        #expect(service.get("/Users/\(ann)").status == 404)
        #expect(service.send(.delete, "/Users/\(ann)").status == 404)
        #expect(service.patch("/Users/\(ann)", ["op": "replace", "path": "active", "value": true]).status == 404)
        for filter in [
            #"userName eq "ann""#, #"externalId eq "1""#, #"emails.value eq "a@b.c""#, "active eq false",
            #"id eq "\#(ann)""#, #"meta.lastModified gt "2000-01-01T00:00:00Z""#,
        ] {
            #expect(service.get("/Users", ["filter": filter]).object["totalResults"] == 0, "\(filter)")
        }
        #expect(service.get("/Users").object["totalResults"] == 0)
        #expect(service.get("/").object["totalResults"] == 1)
        let left = service.get("/Groups/\(group)").object
        #expect(left["members"] == nil)
        #expect(left["meta"]?.object?["version"] == #"W/"2""#)
        try check()
        _ = service.patch("/Groups/\(group)", ["op": "add", "path": "members", "value": [["value": .string(ann)]]])
        #expect(service.get("/Groups/\(group)").object["members"] == [["value": .string(ann)]])
        try check()
    }

    @Test func `who is created anew comes back`() throws {
        let ann = service.user("ann", ["externalId": "1", "title": "T"])
        let before = service.get("/Users/\(ann)").object
        _ = service.send(.delete, "/Users/\(ann)")
        let again = service.post(["userName": "ANN", "externalId": "1", "active": true])
        #expect(again.status == 201 && again.id == ann, "\(again)")
        #expect(again.fields["location"] == "https://host/acme/Users/\(ann)")
        #expect(again.object["title"] == nil && again.object["userName"] == "ANN")
        #expect(again.object["meta"]?.object?["version"] == #"W/"3""#)
        #expect(again.object["meta"]?.object?["created"] == before["meta"]?.object?["created"])
        #expect(service.get("/Users/\(ann)").object == again.object)
        #expect(service.get("/Users", ["filter": #"userName eq "ann""#]).ids == [ann])
        #expect(service.post(["userName": "ann"]).status == 409)
        try check()
        // And once more.
        _ = service.send(.delete, "/Users/\(ann)")
        #expect(service.post(["userName": "ann"]).id == ann)
        try check()
    }

    @Test(
        arguments: [
            ("1", "1", "other", true), ("1", "2", "ann", false), ("1", nil, "ann", true), (nil, "2", "ann", true),
            (nil, nil, "Ann", true), ("1", nil, "other", false), ("1", "2", "other", false),
        ] as [(String?, String?, String, Bool)]
    )
    func `the same person is told by externalId, or else by userName`(
        old: String?,
        new: String?,
        userName: String,
        isSame: Bool
    ) throws {
        func external(_ id: String?) -> JSONObject { id.map { ["externalId": .string($0)] } ?? [:] }
        let ann = service.user("ann", external(old))
        _ = service.send(.delete, "/Users/\(ann)")
        #expect((service.user(userName, external(new)) == ann) == isSame)
        try check()
    }

    @Test func `among several the latest comes back, and nobody takes a name that is in use`() throws {
        let first = service.user("ann", ["externalId": "1"])
        _ = service.send(.delete, "/Users/\(first)")
        let second = service.user("ann", ["externalId": "2"])
        #expect(second != first)
        #expect(service.post(["userName": "ann", "externalId": "1"]).status == 409)
        _ = service.send(.delete, "/Users/\(second)")
        #expect(service.user("ann") == second)
        #expect(service.user("bob", ["externalId": "1"]) == first)
        try check()
    }

    @Test func `a request that is repeated is done once`() throws {
        let ann = service.user("ann")
        #expect(service.send(.delete, "/Users/\(ann)", requestID: "r").status == 204)
        #expect(service.send(.delete, "/Users/\(ann)", requestID: "r").status == 204)
        #expect(service.send(.delete, "/Users/\(ann)", requestID: "s").status == 404)
        let body: JSON = ["schemas": [.string(Schema.user.id)], "userName": "ann"]
        let first = service.send(.post, "/Users", body, requestID: "t")
        #expect(first.status == 201 && first.id == ann)
        #expect(service.send(.post, "/Users", body, requestID: "t") == first)
        try check()
    }

    @Test func `a group is removed, and so is a user in other networks`() throws {
        let group = service.post(["displayName": "G"], to: "/Groups").id
        _ = service.send(.delete, "/Groups/\(group)")
        #expect(service.post(["displayName": "G"], to: "/Groups").id != group)
        #expect(try service.store.network(named: "acme").resources == ["Group": 1])
        let bob = service.user("bob")
        _ = service.send(.delete, "/Users/\(bob)")
        try service.set("deletion", "default")
        #expect(service.user("bob") != bob, "what is kept is not looked for")
        let ann = service.user("ann")
        _ = service.send(.delete, "/Users/\(ann)")
        #expect(service.user("ann") != ann)
        try check()
    }
}
