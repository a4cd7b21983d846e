internal import HTTPTypes
internal import SCIM
internal import SCIMStore
internal import Testing

@testable internal import SCIMProvider

struct UniqueValueTests {
    private let service: TestService

    init() throws {
        service = try TestService()
    }

    private func emails(_ address: String, _ type: String) -> JSONObject {
        ["emails": [["type": .string(type), "value": .string(address)]]]
    }

    @Test func `work addresses of users`() throws {
        let ann = service.user("ann", emails("Ann@example.com", "work"))
        let bob = service.user("bob", emails("ann@example.com", "home"))
        try service.set("unique-work-emails", "yes")
        let taken = service.post(["userName": "cid", "emails": [["type": "Work", "value": "ANN@example.com"]]])
        #expect(taken.status == 409 && taken.scimType == "uniqueness", "\(taken)")
        #expect(taken.detail.contains(#"emails[type eq "work"].value"#) && taken.detail.contains("ANN@example.com"))
        #expect(!service.user("cid", emails("ann@example.com", "home")).isEmpty)
        // The address is not new to bob, but begins to count.
        let patch: JSON = ["op": "replace", "path": #"emails[type eq "home"].type"#, "value": "work"]
        #expect(service.patch("/Users/\(bob)", patch).status == 409)
        let same: JSON = ["op": "replace", "path": #"emails[type eq "work"].value"#, "value": "ANN@example.com"]
        #expect(service.patch("/Users/\(ann)", same).status == 200)
        #expect(service.send(.delete, "/Users/\(ann)").status == 204)
        #expect(service.patch("/Users/\(bob)", patch).status == 200)
        #expect(try service.store.check().findings == [])
    }

    @Test func `cannot be demanded of what is not unique, and then of what is`() throws {
        _ = service.user("ann", emails("a@example.com", "home"))
        _ = service.user("bob", emails("a@example.com", "work"))
        let cid = service.user("cid", emails("A@example.com", "work"))
        let path = #"emails[type eq "work"].value"#
        #expect(throws: NetworkError.notUnique(network: "acme", path: path, value: "a@example.com")) {
            try service.set("unique-work-emails", "yes")
        }
        #expect(try !service.store.network(named: "acme").network.settings.hasUniqueWorkEmails)
        #expect(service.patch("/Users/\(cid)", ["op": "remove", "path": "emails"]).status == 200)
        try service.set("unique-work-emails", "yes")
    }
}
