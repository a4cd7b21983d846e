internal import HTTPTypes
internal import SCIM
internal import SCIMStore
internal import Testing

@testable internal import SCIMProvider

struct RequiredAttributeTests {
    private static let starmind = #"name.givenName, name.familyName, emails[type eq "work"].value"#
    private static let whole: JSONObject = [
        "userName": "ann", "name": ["givenName": "Ann", "familyName": "Ash"],
        "emails": [["type": "work", "value": "ann@example.com"], ["type": "home", "value": "ash@example.com"]],
    ]

    private let service: TestService

    init() throws {
        service = try TestService()
    }

    private func demand(_ paths: String = starmind) throws {
        try service.set("required-attributes", paths)
    }

    private func without(_ name: String) -> JSONObject {
        var body = Self.whole
        switch name {
        case "name.givenName": body["name"] = ["familyName": "Ash"]
        case "name.familyName": body["name"] = ["givenName": "Ann", "familyName": ""]
        default: body["emails"] = [["type": "home", "value": "ash@example.com"], ["type": "work", "display": "W"]]
        }
        return body
    }

    @Test(arguments: ["name.givenName", "name.familyName", #"emails[type eq "work"].value"#])
    func `who is created or replaced must have them`(path: String) throws {
        try demand()
        let refused = service.post(without(path))
        #expect(refused.status == 400 && refused.scimType == "invalidValue", "\(refused)")
        #expect(refused.detail.contains("'\(path)'") && refused.detail.contains("Mappings"))
        let ann = service.post(Self.whole)
        #expect(ann.status == 201)
        var body = without(path)
        body["schemas"] = [.string(Schema.user.id)]
        let replaced = service.send(.put, "/Users/\(ann.id)", .object(body))
        #expect(replaced.status == 400 && replaced.detail.contains("'\(path)'"))
        #expect(service.get("/Users/\(ann.id)").object == ann.object)
    }

    @Test(
        arguments: [
            ["op": "remove", "path": "name.givenName"],
            ["op": "replace", "path": "name.familyName", "value": ""],
            ["op": "remove", "path": #"emails[type eq "work"]"#],
            ["op": "remove", "path": "emails"],
            ["op": "replace", "path": #"emails[type eq "work"].type"#, "value": "other"],
        ] as [JSON]
    )
    func `a PATCH cannot remove them`(operation: JSON) throws {
        try demand()
        let ann = service.post(Self.whole).id
        let answer = service.patch("/Users/\(ann)", operation)
        #expect(answer.status == 400 && answer.scimType == "invalidValue", "\(answer)")
        // Whoever is disabled by the same request is disabled.
        let disable: JSON = ["op": "replace", "path": "active", "value": "False"]
        let disabling = service.patch("/Users/\(ann)", operation, disable)
        #expect(disabling.status == 200 && disabling.object["active"] == false, "\(disabling)")
    }

    @Test func `who was without may stay so, but for a replacement`() throws {
        let bob = service.user("bob")
        try demand()
        #expect(service.patch("/Users/\(bob)", ["op": "add", "path": "title", "value": "T"]).status == 200)
        #expect(service.patch("/Users/\(bob)", ["op": "replace", "path": "active", "value": false]).status == 200)
        #expect(service.patch("/Users/\(bob)", ["op": "replace", "path": "active", "value": true]).status == 200)
        #expect(service.patch("/Users/\(bob)", ["op": "add", "path": "name.givenName", "value": "B"]).status == 200)
        #expect(service.patch("/Users/\(bob)", ["op": "remove", "path": "name.givenName"]).status == 400)
        let body: JSON = ["schemas": [.string(Schema.user.id)], "userName": "bob"]
        #expect(service.send(.put, "/Users/\(bob)", body).status == 400)
        let disabled: JSON = ["schemas": [.string(Schema.user.id)], "userName": "bob", "active": false]
        #expect(service.send(.put, "/Users/\(bob)", disabled).status == 200)
        #expect(service.send(.put, "/Users/\(bob)", body).status == 200, "active is left as it is")
        #expect(service.send(.delete, "/Users/\(bob)").status == 204)
    }

    @Test func `groups are not meant, and Bulk is`() throws {
        try demand()
        #expect(service.post(["displayName": "G"], to: "/Groups").status == 201)
        let data: JSON = ["schemas": [.string(Schema.user.id)], "userName": "x"]
        let bulk = service.bulk([["method": "POST", "path": "/Users", "bulkId": "a", "data": data]])
        let result = bulk.object["Operations"]?.array?.first?.object
        #expect(result?["status"] == "400", "\(bulk)")
    }

    /// The required attributes and sub-attributes that a schema announces.
    private func required(_ schema: String) -> [String] {
        let attributes = service.get("/Schemas/\(schema)").object["attributes"]?.array ?? []
        return attributes.compactMap(\.object)
            .flatMap { attribute -> [String] in
                let name = attribute["name"]?.string ?? ""
                let subs = (attribute["subAttributes"]?.array ?? []).compactMap(\.object)
                    .filter { $0["required"] == true }.map { "\(name).\($0["name"]?.string ?? "")" }
                return (attribute["required"] == true ? [name] : []) + subs
            }
    }

    @Test func `they are announced as far as a schema can say it`() throws {
        #expect(required(Schema.user.id) == ["userName"])
        try demand(Self.starmind + ", urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department")
        #expect(required(Schema.user.id) == ["userName", "name", "name.familyName", "name.givenName", "emails"])
        #expect(required(Schema.enterpriseUser.id) == ["department"])
        let refused = service.post(Self.whole)
        #expect(refused.status == 400 && refused.detail.contains("enterprise:2.0:User:department"))
    }
}
