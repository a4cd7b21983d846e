internal import Foundation
internal import HTTPTypes
internal import SCIM
internal import SCIMStore
internal import Testing

@testable internal import SCIMProvider

struct NetworkSettingTests {
    /// A value of each setting that is not its default.
    private static let others = [
        "required-attributes": #"name.givenName, emails[type eq "a,b"].value"#, "unique-work-emails": "yes",
        "unique-group-names": "no", "resource-types": "User, Device", "default-page-size": "7", "max-page-size": "8",
        "deletion": "disable", "token-lifetime": "30",
        "request-rate": "0",
    ]

    @Test(arguments: NetworkSetting.all.map(\.option))
    func `what is set is stored, read and shown`(option: String) throws {
        let setting = try #require(NetworkSetting.named(option))
        let text = try #require(Self.others[option])
        var settings = NetworkSettings()
        #expect(setting.isDefault(in: settings) && settings.json.isEmpty)
        try setting.set(text, in: &settings)
        #expect(setting.form.text(of: settings) == text && !setting.isDefault(in: settings))
        #expect(settings.json.members.map(\.name) == [setting.name])
        let read = NetworkSettings(settings.json)
        #expect(read == settings && read.json == settings.json)
        try setting.set("default", in: &settings)
        #expect(settings == NetworkSettings())
    }

    @Test func `every setting has a row of the documentation, and no other has`() throws {
        let article = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Sources/SCIM/SCIM.docc/Guides/NetworkSettings.md")
        let text = try String(contentsOf: article, encoding: .utf8)
        let rows = text.split(separator: "\n").filter { $0.hasPrefix("| `") }
        let expected = NetworkSetting.all.map { setting in
            let usual = setting.form.text(of: NetworkSettings())
            return "| `--\(setting.option)` | \(setting.form.values) | \(usual) | \(setting.summary) |"
        }
        #expect(rows.map { String($0) } == expected)
    }

    @Test func `what is unknown is kept`() throws {
        let stored: JSONObject = ["colour": "red", "deletion": "archive", "maxPageSize": "many", "tokenLifetime": 3]
        var settings = NetworkSettings(stored)
        #expect(settings.tokenLifetime == 3 && settings.deletion == .delete && settings.json == stored)
        settings.deletion = .disable
        #expect(settings.json["deletion"] == "disable" && settings.json["colour"] == "red")
    }

    @Test(arguments: [
        ("default-page-size", "0"), ("max-page-size", "10001"), ("max-page-size", "ten"), ("token-lifetime", "-1"),
        ("request-rate", "49"), ("request-rate", "-1"),
        ("deletion", "archive"), ("required-attributes", ""), ("required-attributes", "title,,nickName"),
    ])
    func `a value that is none names those there are`(option: String, text: String) throws {
        let setting = try #require(NetworkSetting.named(option))
        var settings = NetworkSettings()
        let error = try #require(throws: SettingError.self) { try setting.set(text, in: &settings) }
        #expect(error.description.contains("--\(option)") && error.description.contains(setting.form.values))
        #expect(settings == NetworkSettings())
    }

    @Test(arguments: [
        ("required-attributes", "name.shoeSize", "'name.shoeSize' is not an attribute of a User"),
        ("required-attributes", "id", "not for clients"), ("required-attributes", "meta.version", "not for clients"),
        ("required-attributes", #"emails[type eq "work"#, "--required-attributes"),
        ("required-attributes", #"name[formatted eq "x"]"#, "has one value"), ("resource-types", "user", "User, Group"),
        ("default-page-size", "5000", "--max-page-size 1000"),
    ])
    func `what the network cannot do is refused`(option: String, text: String, says: String) throws {
        let service = try TestService()
        let error = try #require(throws: SettingError.self) { try service.set(option, text) }
        #expect(error.description.contains(says), "\(error)")
        #expect(try service.store.network(named: "acme").network.settings == NetworkSettings())
    }

    @Test func `nothing is written by settings that are no longer in force`() throws {
        let service = try TestService()
        let before = try service.store.network(named: "acme").network
        try service.set("unique-work-emails", "yes")
        let error = try #require(throws: SCIMError.self) { try service.store.write(before) { _ in } }
        #expect(error.status == 503)
    }

    @Test func `tokens end when the network says so`() {
        var settings = NetworkSettings()
        #expect(settings.tokenExpiry(from: DateTime(microseconds: 5)) == nil)
        settings.tokenLifetime = 2
        #expect(settings.tokenExpiry(from: DateTime(microseconds: 5)) == DateTime(microseconds: 172_800_000_005))
    }

    @Test func `pages are as announced`() throws {
        let service = try TestService()
        for number in 0..<5 { _ = service.user("user \(number)") }
        try service.set {
            $0.defaultPageSize = 2
            $0.maxPageSize = 3
        }
        #expect(service.get("/Users").ids?.count == 2)
        #expect(service.get("/Users", ["count": "9"]).ids?.count == 3)
        #expect(service.get("/Users", ["cursor": "", "count": "9"]).ids?.count == 3)
        let known = service.get("/ServiceProviderConfig").object
        #expect(known["filter"]?.object?["maxResults"] == 3)
        #expect(known["pagination"]?.object?["maxPageSize"] == 3)
        #expect(known["pagination"]?.object?["defaultPageSize"] == 2)
        // A stranger is not told that the network exists.
        let stranger = service.send(.get, "/ServiceProviderConfig", token: SecretToken())
        #expect(stranger.status == 200 && stranger.object["filter"]?.object?["maxResults"] == 1_000)
    }

    @Test func `types that are not served are as if they did not exist`() throws {
        let service = try TestService()
        let bob = service.user("bob")
        let group = service.post(["displayName": "G", "members": [["value": .string(bob)]]], to: "/Groups").id
        #expect(service.get("/Users/\(bob)").object["groups"] != nil)
        try service.set("resource-types", "User")
        for path in ["/Groups", "/Groups/\(group)", "/ResourceTypes/Group", "/Schemas/\(Schema.group.id)", "/Devices"] {
            #expect(service.get(path).status == 404, "\(path)")
        }
        #expect(service.post(["displayName": "H"], to: "/Groups").status == 404)
        #expect(service.get("/Nowhere").detail.contains("where /Users or"))
        #expect(service.get("/ResourceTypes").ids == ["User"])
        #expect(service.get("/Schemas").ids?.contains(Schema.group.id) == false)
        #expect(service.get("/").ids == [bob])
        #expect(service.get("/Users/\(bob)").object["groups"] == nil)
        #expect(service.post(["userName": "ann"]).status == 201)
        try service.set("resource-types", "all")
        #expect(service.get("/Groups/\(group)").status == 200)
    }
}
