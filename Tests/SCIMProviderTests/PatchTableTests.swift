internal import HTTPTypes
internal import SCIM
internal import Testing

@testable internal import SCIMProvider

/// RFC 7644 §3.5.2: each operation on each kind of target, for a type of the RFC and for one from files.
struct PatchTableTests {
    /// What an operation leads to.
    enum Result: Sendable {
        /// The attribute is this afterwards; `nil` when it has no value.
        case becomes(JSON?)
        case fails(SCIMType)
    }

    /// A path, the value to send, and what the attribute that is looked at then is.
    struct Row: Sendable, CustomTestStringConvertible {
        let kind: String
        let type: String
        let path: String?
        let value: JSON
        let looksAt: String
        let results: [String: Result]

        init(
            _ kind: String,
            _ type: String,
            _ path: String?,
            _ value: JSON,
            at looksAt: String,
            add: Result,
            replace: Result,
            remove: Result
        ) {
            self.kind = kind
            self.type = type
            self.path = path
            self.value = value
            self.looksAt = looksAt
            results = ["add": add, "replace": replace, "remove": remove]
        }

        var testDescription: String { "\(kind) of \(type)" }
    }

    private static let enterprise = Schema.enterpriseUser.id
    private static let repair = "urn:example:scim:2.0:Repair"

    static let user: JSONObject = [
        "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"],
        "userName": "jane", "title": "T",
        "name": ["givenName": "J", "familyName": "D"],
        "emails": [
            ["value": "w@x", "type": "work", "primary": true], ["value": "h@x", "type": "home"],
        ],
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": ["department": "R", "costCenter": "C"],
    ]
    static let device: JSONObject = [
        "schemas": ["urn:example:scim:2.0:Device", "urn:example:scim:2.0:Warranty"],
        "serial": "S", "label": "L", "kind": "laptop", "tags": ["a", "b"],
        "place": ["building": "B", "floor": 1, "code": "C"],
        "ports": [["value": "1", "type": "usb", "mac": "m1"], ["value": "2", "type": "lan", "speed": 3]],
        "urn:example:scim:2.0:Warranty": ["until": "2030-01-01T00:00:00Z"],
        "urn:example:scim:2.0:Repair": ["shop": "S", "visits": [["value": "2024-01-01T00:00:00Z"]]],
    ]

    static let rows: [Row] = [
        Row(
            "a single value",
            "User",
            "title",
            "U",
            at: "title",
            add: .becomes("U"),
            replace: .becomes("U"),
            remove: .becomes(nil)
        ),
        Row(
            "a single value",
            "Device",
            "kind",
            "phone",
            at: "kind",
            add: .becomes("phone"),
            replace: .becomes("phone"),
            remove: .becomes(nil)
        ),
        Row(
            "a list",
            "User",
            "emails",
            [["value": "o@x"]],
            at: "emails",
            add: .becomes([
                ["value": "w@x", "type": "work", "primary": true], ["value": "h@x", "type": "home"], ["value": "o@x"],
            ]),
            replace: .becomes([["value": "o@x"]]),
            // A value that is not among those there are takes nothing away.
            remove: .becomes([["value": "w@x", "type": "work", "primary": true], ["value": "h@x", "type": "home"]])
        ),
        Row(
            "a list of simple values",
            "Device",
            "tags",
            ["b", "c"],
            at: "tags",
            add: .becomes(["a", "b", "c"]),
            replace: .becomes(["b", "c"]),
            remove: .becomes(["a"])
        ),
        Row(
            "a complex value",
            "User",
            "name",
            ["givenName": "K"],
            at: "name",
            add: .becomes(["givenName": "K", "familyName": "D"]),
            replace: .becomes(["givenName": "K", "familyName": "D"]),
            remove: .becomes(nil)
        ),
        Row(
            "a complex value",
            "Device",
            "urn:example:scim:2.0:Device:place",
            ["floor": 2, "code": "C"],
            at: "place",
            add: .becomes(["building": "B", "floor": 2, "code": "C"]),
            replace: .becomes(["building": "B", "floor": 2, "code": "C"]),
            // An immutable sub-attribute goes with the value it is part of, as the values of lists do.
            remove: .becomes(nil)
        ),
        Row(
            "a sub-attribute",
            "User",
            "name.givenName",
            "K",
            at: "name",
            add: .becomes(["givenName": "K", "familyName": "D"]),
            replace: .becomes(["givenName": "K", "familyName": "D"]),
            remove: .becomes(["familyName": "D"])
        ),
        Row(
            "a sub-attribute",
            "Device",
            "place.floor",
            3,
            at: "place",
            add: .becomes(["building": "B", "floor": 3, "code": "C"]),
            replace: .becomes(["building": "B", "floor": 3, "code": "C"]),
            remove: .becomes(["building": "B", "code": "C"])
        ),
        Row(
            "a value path",
            "User",
            #"emails[type eq "home"]"#,
            ["value": "i@x"],
            at: "emails",
            add: .becomes([["value": "w@x", "type": "work", "primary": true], ["value": "i@x", "type": "home"]]),
            replace: .becomes([["value": "w@x", "type": "work", "primary": true], ["type": "home", "value": "i@x"]]),
            remove: .becomes([["value": "w@x", "type": "work", "primary": true]])
        ),
        Row(
            "a value path",
            "Device",
            #"ports[value eq "2"]"#,
            ["value": "2", "speed": 10],
            at: "ports",
            add: .becomes([
                ["value": "1", "type": "usb", "mac": "m1"], ["value": "2", "type": "lan", "speed": 10],
            ]),
            replace: .becomes([["value": "1", "type": "usb", "mac": "m1"], ["value": "2", "speed": 10]]),
            remove: .becomes([["value": "1", "type": "usb", "mac": "m1"]])
        ),
        Row(
            "a sub-attribute of a value path",
            "User",
            #"emails[type eq "home"].display"#,
            "D",
            at: "emails",
            add: .becomes([
                ["value": "w@x", "type": "work", "primary": true], ["value": "h@x", "type": "home", "display": "D"],
            ]),
            replace: .becomes([
                ["value": "w@x", "type": "work", "primary": true], ["value": "h@x", "type": "home", "display": "D"],
            ]),
            remove: .becomes([["value": "w@x", "type": "work", "primary": true], ["value": "h@x", "type": "home"]])
        ),
        Row(
            "a sub-attribute of a value path",
            "Device",
            #"ports[type eq "lan" and speed gt 2].speed"#,
            1,
            at: "ports",
            add: .becomes([["value": "1", "type": "usb", "mac": "m1"], ["value": "2", "type": "lan", "speed": 1]]),
            replace: .becomes([["value": "1", "type": "usb", "mac": "m1"], ["value": "2", "type": "lan", "speed": 1]]),
            remove: .becomes([["value": "1", "type": "usb", "mac": "m1"], ["value": "2", "type": "lan"]])
        ),
        Row(
            "a sub-attribute of all values",
            "User",
            "emails.display",
            "D",
            at: "emails",
            add: .becomes([
                ["value": "w@x", "type": "work", "primary": true, "display": "D"],
                ["value": "h@x", "type": "home", "display": "D"],
            ]),
            replace: .becomes([
                ["value": "w@x", "type": "work", "primary": true, "display": "D"],
                ["value": "h@x", "type": "home", "display": "D"],
            ]),
            remove: .becomes([["value": "w@x", "type": "work", "primary": true], ["value": "h@x", "type": "home"]])
        ),
        Row(
            "a value path that selects nothing",
            "User",
            #"emails[value eq "no@x"].display"#,
            "D",
            at: "emails",
            add: .becomes([
                ["value": "w@x", "type": "work", "primary": true], ["value": "h@x", "type": "home"],
                ["value": "no@x", "display": "D"],
            ]),
            replace: .fails(.noTarget),
            remove: .becomes([["value": "w@x", "type": "work", "primary": true], ["value": "h@x", "type": "home"]])
        ),
        Row(
            "a value path that selects nothing",
            "Device",
            "ports[speed gt 100]",
            ["value": "9"],
            at: "ports",
            add: .fails(.noTarget),
            replace: .fails(.noTarget),
            remove: .becomes([["value": "1", "type": "usb", "mac": "m1"], ["value": "2", "type": "lan", "speed": 3]])
        ),
        Row(
            "no path",
            "User",
            nil,
            ["title": "U", "name.givenName": "K"],
            at: "name",
            add: .becomes(["givenName": "K", "familyName": "D"]),
            replace: .becomes(["givenName": "K", "familyName": "D"]),
            remove: .fails(.noTarget)
        ),
        Row(
            "no path",
            "Device",
            nil,
            ["kind": "phone", "tags": ["c"]],
            at: "tags",
            add: .becomes(["a", "b", "c"]),
            replace: .becomes(["c"]),
            remove: .fails(.noTarget)
        ),
        Row(
            "a readOnly attribute",
            "User",
            "groups",
            [["value": "1"]],
            at: "groups",
            add: .fails(.mutability),
            replace: .fails(.mutability),
            remove: .fails(.mutability)
        ),
        Row(
            "a readOnly attribute",
            "Device",
            "auditor",
            "A",
            at: "auditor",
            add: .fails(.mutability),
            replace: .fails(.mutability),
            remove: .fails(.mutability)
        ),
        Row(
            "a readOnly common attribute",
            "User",
            "id",
            "7",
            at: "id",
            add: .fails(.mutability),
            replace: .fails(.mutability),
            remove: .fails(.mutability)
        ),
        Row(
            "a readOnly sub-attribute",
            "Device",
            "place.sensor",
            "S",
            at: "place",
            add: .fails(.mutability),
            replace: .fails(.mutability),
            remove: .fails(.mutability)
        ),
        Row(
            "an immutable attribute",
            "Device",
            "serial",
            "other",
            at: "serial",
            add: .fails(.mutability),
            replace: .fails(.mutability),
            remove: .fails(.mutability)
        ),
        Row(
            "an immutable sub-attribute",
            "Device",
            "place.code",
            "other",
            at: "place",
            add: .fails(.mutability),
            replace: .fails(.mutability),
            remove: .fails(.mutability)
        ),
        Row(
            "an immutable sub-attribute of a value path",
            "Device",
            #"ports[value eq "1"].mac"#,
            "other",
            at: "ports",
            add: .fails(.mutability),
            replace: .fails(.mutability),
            remove: .fails(.mutability)
        ),
        Row(
            "a required attribute",
            "User",
            "userName",
            "joan",
            at: "userName",
            add: .becomes("joan"),
            replace: .becomes("joan"),
            remove: .fails(.mutability)
        ),
        Row(
            "a required attribute",
            "Device",
            "label",
            "M",
            at: "label",
            add: .becomes("M"),
            replace: .becomes("M"),
            remove: .fails(.mutability)
        ),
        Row(
            "a required sub-attribute",
            "Device",
            "place.building",
            "X",
            at: "place",
            add: .becomes(["building": "X", "floor": 1, "code": "C"]),
            replace: .becomes(["building": "X", "floor": 1, "code": "C"]),
            remove: .fails(.mutability)
        ),
        Row(
            "an attribute of an extension",
            "User",
            "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department",
            "Q",
            at: enterprise,
            add: .becomes(["department": "Q", "costCenter": "C"]),
            replace: .becomes(["department": "Q", "costCenter": "C"]),
            remove: .becomes(["costCenter": "C"])
        ),
        Row(
            "a list of an extension",
            "Device",
            "urn:example:scim:2.0:Repair:visits[price pr].price",
            5,
            at: repair,
            add: .fails(.noTarget),
            replace: .fails(.noTarget),
            remove: .becomes(["shop": "S", "visits": [["value": "2024-01-01T00:00:00Z"]]])
        ),
        Row(
            "an extension",
            "User",
            enterprise,
            ["department": "Q"],
            at: enterprise,
            add: .becomes(["department": "Q", "costCenter": "C"]),
            replace: .becomes(["department": "Q", "costCenter": "C"]),
            remove: .becomes(nil)
        ),
        Row(
            "an extension",
            "Device",
            repair,
            ["shop": "T"],
            at: repair,
            add: .becomes(["shop": "T", "visits": [["value": "2024-01-01T00:00:00Z"]]]),
            replace: .becomes(["shop": "T", "visits": [["value": "2024-01-01T00:00:00Z"]]]),
            remove: .becomes(nil)
        ),
        Row(
            "a required extension",
            "Device",
            "urn:example:scim:2.0:Warranty",
            ["until": "2031-01-01T00:00:00Z"],
            at: "urn:example:scim:2.0:Warranty",
            add: .becomes(["until": "2031-01-01T00:00:00Z"]),
            replace: .becomes(["until": "2031-01-01T00:00:00Z"]),
            remove: .fails(.mutability)
        ),
        Row(
            "an attribute there is not",
            "User",
            "tittle",
            "U",
            at: "title",
            add: .fails(.invalidPath),
            replace: .fails(.invalidPath),
            remove: .fails(.invalidPath)
        ),
        Row(
            "a path that cannot be read",
            "Device",
            #"ports[value eq "1""#,
            "U",
            at: "ports",
            add: .fails(.invalidPath),
            replace: .fails(.invalidPath),
            remove: .fails(.invalidPath)
        ),
    ]

    @Test(arguments: rows, ["add", "replace", "remove"])
    func `an operation does to a target what the RFC says`(row: Row, operation: String) throws {
        let service = try TestService()
        let endpoint = "/\(row.type)s"
        let made = service.send(.post, endpoint, .object(row.type == "User" ? Self.user : Self.device))
        try #require(made.status == 201)
        var body: JSONObject = ["op": .string(operation)]
        body["path"] = row.path.map { .string($0) }
        if operation != "remove" || row.path == "tags" || row.path == "emails" { body["value"] = row.value }
        let answer = service.patch("\(endpoint)/\(made.id)", .object(body))
        switch try #require(row.results[operation]) {
        case .becomes(let value):
            #expect(answer.status == 200, "\(answer)")
            #expect(answer.object[row.looksAt] == value, "\(answer)")
        case .fails(let scimType):
            #expect(answer.status == 400 && answer.scimType == scimType.rawValue, "\(answer)")
            // Nothing of it was done.
            let after = service.get("\(endpoint)/\(made.id)")
            #expect(after.json == made.json)
        }
    }

    @Test func `operations are done in order, all or none`() throws {
        let service = try TestService()
        let id = service.user("jane")
        let answer = service.patch(
            "/Users/\(id)",
            ["op": "add", "path": "title", "value": "A"],
            ["op": "replace", "path": "title", "value": "B"],
            ["op": "add", "path": "nickName", "value": "N"],
            ["op": "remove", "path": "nickName"]
        )
        #expect(answer.object["title"] == "B")
        #expect(answer.object["nickName"] == nil)
        #expect(answer.object["meta"]?.object?["version"] == "W/\"2\"")
        let failed = service.patch(
            "/Users/\(id)",
            ["op": "add", "path": "title", "value": "C"],
            ["op": "remove", "path": "userName"]
        )
        #expect(failed.scimType == "mutability")
        #expect(service.get("/Users/\(id)").object["title"] == "B")
    }
}
