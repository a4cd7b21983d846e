internal import SCIM
internal import Testing

/// RFC 7644 §3.5.2 and the forms of Entra ID.
struct PatchTests {
    static let enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
    static let before: JSONObject = [
        "userName": "jane",
        "title": "Engineer",
        "active": true,
        "name": ["givenName": "Jane", "familyName": "Doe"],
        "emails": [["type": "work", "value": "w@x", "primary": true], ["type": "home", "value": "h@x"]],
        "roles": [["value": "Admin"]],
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": [
            "department": "R&D", "manager": ["value": "m1"],
        ],
    ]

    static func apply(_ operations: String, to attributes: JSONObject = before) throws -> JSONObject {
        let text = #"{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[\#(operations)]}"#
        let body = try JSON(parsing: Array(text.utf8))
        let patch = try Patch(
            parsing: body,
            of: .user,
            with: ValueReader(resourceTypes: .builtIn, protect: { "hash of \($0)" })
        )
        return try patch.applied(to: attributes, of: .user)
    }

    /// The operation, the path of what changes, and the value it has afterwards.
    @Test(
        arguments: [
            // Single values.
            (#"{"op":"add","path":"title","value":"Head"}"#, "title", "Head"),
            (#"{"op":"Replace","path":"TITLE","value":"Head"}"#, "title", "Head"),
            (#"{"op":"replace","path":"nickName","value":"J"}"#, "nickName", "J"),
            (#"{"op":"remove","path":"title"}"#, "title", nil),
            (#"{"op":"replace","path":"title","value":""}"#, "title", nil),
            (#"{"op":"replace","path":"title","value":null}"#, "title", nil),
            (#"{"op":"Replace","path":"active","value":"False"}"#, "active", false),
            (#"{"op":"Add","path":"active","value":"false"}"#, "active", false),
            (#"{"op":"replace","path":"password","value":"secret"}"#, "password", "hash of secret"),
            (
                #"{"op":"replace","path":"urn:ietf:params:scim:schemas:core:2.0:User:title","value":"Head"}"#, "title",
                "Head"
            ),
            // Complex values.
            (
                #"{"op":"replace","path":"name.givenName","value":"J"}"#, "name",
                ["givenName": "J", "familyName": "Doe"]
            ),
            (
                #"{"op":"replace","path":"name","value":{"givenName":"J"}}"#, "name",
                ["givenName": "J", "familyName": "Doe"]
            ),
            (#"{"op":"replace","path":"name","value":{"givenName":null}}"#, "name", ["familyName": "Doe"]),
            (
                #"{"op":"replace","value":{"name":{"familyName":"","middleName":"M"}}}"#, "name",
                ["givenName": "Jane", "middleName": "M"]
            ),
            (#"{"op":"replace","path":"name","value":{}}"#, "title", "Engineer"),
            (#"{"op":"replace","path":"name","value":{"nonsense":"x"}}"#, "title", "Engineer"),
            (#"{"op":"remove","path":"name.givenName"}"#, "name", ["familyName": "Doe"]),
            (#"{"op":"remove","path":"name"}"#, "name", nil),
            // Lists.
            (
                #"{"op":"add","path":"roles","value":[{"value":"User"},{"value":"Admin"}]}"#, "roles",
                [["value": "Admin"], ["value": "User"]]
            ),
            (
                #"{"op":"add","path":"roles","value":{"value":"User"}}"#, "roles",
                [["value": "Admin"], ["value": "User"]]
            ),
            (#"{"op":"replace","path":"roles","value":[{"value":"User"}]}"#, "roles", [["value": "User"]]),
            (#"{"op":"remove","path":"roles","value":[{"value":"Admin"}]}"#, "roles", nil),
            (#"{"op":"remove","path":"roles","value":[{"value":"Other"}]}"#, "roles", [["value": "Admin"]]),
            (#"{"op":"remove","path":"roles"}"#, "roles", nil),
            (#"{"op":"replace","path":"roles","value":[]}"#, "roles", nil),
            (
                #"{"op":"add","path":"emails","value":[{"type":"other","value":"o@x","primary":true}]}"#, "emails",
                [
                    ["type": "work", "value": "w@x", "primary": false], ["type": "home", "value": "h@x"],
                    ["type": "other", "value": "o@x", "primary": true],
                ]
            ),
            // What is there already and is only primary, or is not, is not added once more.
            (
                #"{"op":"add","path":"emails","value":[{"type":"home","value":"h@x","primary":true}]}"#, "emails",
                [
                    ["type": "work", "value": "w@x", "primary": false],
                    ["type": "home", "value": "h@x", "primary": true],
                ]
            ),
            (
                #"{"op":"add","path":"emails","value":[{"type":"work","value":"w@x","primary":false}]}"#, "emails",
                [["type": "work", "value": "w@x", "primary": false], ["type": "home", "value": "h@x"]]
            ),
            (#"{"op":"add","path":"emails","value":{"value":"h@x","primary":false}}"#, "emails", before["emails"]),
            (#"{"op":"add","path":"emails","value":[{"value":"w@x"},{"type":"home"}]}"#, "emails", before["emails"]),
            (
                #"{"op":"add","path":"emails","value":[{"value":"w@x","type":"home"}]}"#, "emails",
                [
                    ["type": "work", "value": "w@x", "primary": true], ["type": "home", "value": "h@x"],
                    ["type": "home", "value": "w@x"],
                ]
            ),
            (
                #"{"op":"remove","path":"emails","value":[{"type":"home"}]}"#, "emails",
                [["type": "work", "value": "w@x", "primary": true]]
            ),
            (
                #"{"op":"remove","path":"emails","value":[{"type":"work","value":"h@x"}]}"#, "emails",
                [["type": "work", "value": "w@x", "primary": true]]
            ),
            (#"{"op":"remove","path":"emails","value":[{"type":"home","display":"x"}]}"#, "emails", before["emails"]),
            // Value paths.
            (
                #"{"op":"replace","path":"emails[type eq \"work\"].value","value":"n@x"}"#, "emails",
                [["type": "work", "value": "n@x", "primary": true], ["type": "home", "value": "h@x"]]
            ),
            (
                #"{"op":"replace","path":"emails[type eq \"home\"].primary","value":"True"}"#, "emails",
                [
                    ["type": "work", "value": "w@x", "primary": false],
                    ["type": "home", "value": "h@x", "primary": true],
                ]
            ),
            (
                #"{"op":"remove","path":"emails[type eq \"work\"]"}"#, "emails",
                [["type": "home", "value": "h@x"]]
            ),
            (
                #"{"op":"Remove","path":"emails[type eq \"work\"].value","value":"w@x"}"#, "emails",
                [["type": "home", "value": "h@x"]]
            ),
            (#"{"op":"remove","path":"emails[type eq \"none\"]"}"#, "title", "Engineer"),
            (
                #"{"op":"replace","path":"emails[type eq \"work\"]","value":{"value":"n@x"}}"#, "emails",
                [["type": "work", "value": "n@x"], ["type": "home", "value": "h@x"]]
            ),
            // Values that become equal are one.
            (#"{"op":"replace","path":"emails[value pr]","value":{"value":"n@x"}}"#, "emails", [["value": "n@x"]]),
            (
                #"{"op":"Replace","path":"emails[type eq \"other\"].value","value":"o@x"}"#, "emails",
                [
                    ["type": "work", "value": "w@x", "primary": true], ["type": "home", "value": "h@x"],
                    ["type": "other", "value": "o@x"],
                ]
            ),
            (
                #"{"op":"Add","path":"phoneNumbers[type eq \"mobile\"].value","value":"555"}"#, "phoneNumbers",
                [["type": "mobile", "value": "555"]]
            ),
            (
                #"{"op":"add","path":"phoneNumbers[type eq \"Untyped\"].value","value":"555"}"#, "phoneNumbers",
                [["type": "Untyped", "value": "555"]]
            ),
            (
                #"{"op":"Replace","path":"roles[primary eq \"True\"].value","value":"Boss"}"#, "roles",
                [["value": "Admin"], ["primary": true, "value": "Boss"]]
            ),
            // Extensions.
            (
                #"{"op":"Replace","path":"\#(enterprise):department","value":"X"}"#, enterprise,
                ["department": "X", "manager": ["value": "m1"]]
            ),
            (
                #"{"op":"Add","path":"\#(enterprise):manager","value":"m2"}"#, enterprise,
                ["department": "R&D", "manager": ["value": "m2"]]
            ),
            (
                #"{"op":"add","path":"\#(enterprise):manager","value":[{"$ref":"http://x/Users/m2","value":"m2"}]}"#,
                enterprise,
                ["department": "R&D", "manager": ["value": "m2", "$ref": "http://x/Users/m2"]]
            ),
            (#"{"op":"replace","path":"\#(enterprise):manager","value":{"displayName":"x"}}"#, "title", "Engineer"),
            (#"{"op":"replace","path":"\#(enterprise)","value":null}"#, enterprise, nil),
            (#"{"op":"add","path":"\#(enterprise)","value":""}"#, enterprise, nil),
            (#"{"op":"replace","value":{"active":true,"\#(enterprise)":null}}"#, enterprise, nil),
            // A list to remove in which there is none.
            (#"{"op":"remove","path":"roles","value":[]}"#, "roles", [["value": "Admin"]]),
            (#"{"op":"remove","path":"roles","value":[null]}"#, "roles", [["value": "Admin"]]),
            (#"{"op":"remove","path":"roles","value":null}"#, "roles", nil),
            (
                #"{"op":"replace","path":"\#(enterprise):manager","value":{"value":null}}"#, enterprise,
                ["department": "R&D"]
            ),
            (
                #"{"op":"replace","path":"\#(enterprise):manager","value":{"value":""}}"#, enterprise,
                ["department": "R&D"]
            ),
            (
                #"{"op":"add","path":"\#(enterprise)","value":{"division":"D"}}"#, enterprise,
                ["department": "R&D", "manager": ["value": "m1"], "division": "D"]
            ),
            (#"{"op":"remove","path":"\#(enterprise)"}"#, enterprise, nil),
            // Without a path.
            (#"{"op":"replace","value":{"name.givenName":"J"}}"#, "name", ["givenName": "J", "familyName": "Doe"]),
            (
                #"{"op":"add","value":{"name":{"middleName":"M"}}}"#, "name",
                ["givenName": "Jane", "familyName": "Doe", "middleName": "M"]
            ),
            (#"{"op":"replace","value":{"id":"x","schemas":[],"displayName":"D","nonsense":1}}"#, "displayName", "D"),
            (
                #"{"op":"replace","value":{"\#(enterprise):department":"X"}}"#, enterprise,
                ["department": "X", "manager": ["value": "m1"]]
            ),
            (
                #"{"op":"replace","value":{"\#(enterprise)":{"department":"X"}}}"#, enterprise,
                ["department": "X", "manager": ["value": "m1"]]
            ),
        ] as [(String, String, JSON?)]
    )
    func `an operation changes what it names and nothing else`(operation: String, name: String, value: JSON?) throws {
        var expected = Self.before
        expected[name] = value
        #expect(try Self.apply(operation) == expected)
    }

    @Test(arguments: [
        (#"{"op":"replace","path":"emails[type eq \"none\"].value","value":"x"}"#, SCIMType.noTarget),
        (#"{"op":"replace","path":"emails[value eq \"none\"].value","value":"x"}"#, .noTarget),
        (#"{"op":"replace","path":"emails[type ne \"work\" and type ne \"home\"].value","value":"x"}"#, .noTarget),
        (#"{"op":"remove"}"#, .noTarget),
        (#"{"op":"replace","path":"id","value":"x"}"#, .mutability),
        (#"{"op":"add","path":"groups","value":[]}"#, .mutability),
        (#"{"op":"replace","path":"meta.version","value":"x"}"#, .mutability),
        (#"{"op":"remove","path":"userName"}"#, .mutability),
        (#"{"op":"replace","path":"userName","value":""}"#, .mutability),
        (#"{"op":"replace","path":"emails[","value":"x"}"#, .invalidPath),
        (#"{"op":"replace","path":"no.such.thing","value":"x"}"#, .invalidPath),
        (#"{"op":"replace","path":"title[type eq \"x\"]","value":"x"}"#, .invalidPath),
        (#"{"op":"replace","path":"active","value":"maybe"}"#, .invalidValue),
        (#"{"op":"replace","path":"title","value":5}"#, .invalidValue),
        (#"{"op":"add","path":"roles","value":{}}"#, .invalidValue),
        (#"{"op":"add","path":"title"}"#, .invalidValue),
        (#"{"op":"add","value":"x"}"#, .invalidValue),
        (#"{"op":"move","path":"title","value":"x"}"#, .invalidSyntax),
        (#""add""#, .invalidSyntax),
    ])
    func `what cannot be done is refused with its keyword`(operation: String, scimType: SCIMType) throws {
        let error = try #require(throws: SCIMError.self) { try Self.apply(operation) }
        #expect(error.scimType == scimType)
        #expect(error.status == 400)
    }

    @Test(arguments: [(["replace"], 50_000), (["replace", "add"], 50_000), (["replace", "remove"], nil)])
    func `very many values are read, added and removed in time`(words: [String], count: Int?) throws {
        let values = (0..<50_000).map { #"{"value":"\#($0)"}"# }.joined(separator: ",")
        let operations = words.map { #"{"op":"\#($0)","path":"roles","value":[\#(values)]}"# }.joined(separator: ",")
        let duration = try processorTime {
            let after = try Self.apply(operations)
            #expect(after["roles"]?.array?.count == count)
        }
        #expect(duration < .seconds(10))
    }

    /// Swift takes texts for equal that only look so, and their hashes too: any number of values could share one.
    @Test(arguments: ["replace", "add", "remove"])
    func `very many values that look alike are as fast as others`(word: String) throws {
        let values = Self.lookalikes(40_000).map { #"{"value":"\#($0)"}"# }.joined(separator: ",")
        let duration = try processorTime {
            let after = try Self.apply(#"{"op":"\#(word)","path":"roles","value":[\#(values)]}"#)
            let count = word == "replace" ? 40_000 : word == "add" ? 40_001 : 1
            #expect(after["roles"]?.array?.count == count)
        }
        #expect(duration < .seconds(10))
    }

    /// Texts of the same marks on one letter, which look the same in each order of the marks.
    private static func lookalikes(_ count: Int) -> [String] {
        (0..<count)
            .map { number in
                var (marks, rest) = (
                    Array("\u{5B0}\u{5B1}\u{5B2}\u{5B3}\u{5B4}\u{5B5}\u{5B6}\u{5B7}\u{5B8}".unicodeScalars), number
                )
                var text = "\u{5D0}"
                while !marks.isEmpty {
                    text.unicodeScalars.append(marks.remove(at: rest % marks.count))
                    rest /= marks.count + 1
                }
                return text
            }
    }

    @Test func `another manager is not given the URI of the one before`() throws {
        let reference = #"{"value":"m2","$ref":"http://x/Users/m2"}"#
        let path = "\(Self.enterprise):manager"
        func manager(_ operations: String) throws -> JSON? {
            try Self.apply(operations)[Self.enterprise]?.object?["manager"]
        }
        let set = #"{"op":"replace","path":"\#(path)","value":\#(reference)}"#
        #expect(try manager(set) == ["value": "m2", "$ref": "http://x/Users/m2"])
        #expect(try manager(set + #",{"op":"replace","path":"\#(path)","value":"m3"}"#) == ["value": "m3"])
        #expect(try manager(set + #",{"op":"add","path":"\#(path).value","value":"m3"}"#) == ["value": "m3"])
        #expect(try manager(set + #",{"op":"remove","path":"\#(path).value"}"#) == nil)
        #expect(try manager(set + "," + set) == ["value": "m2", "$ref": "http://x/Users/m2"])
    }

    @Test func `operations are applied in their order`() throws {
        let after = try Self.apply(
            """
            {"op":"remove","path":"roles"},{"op":"add","path":"roles","value":[{"value":"A"}]},
            {"op":"replace","path":"roles[value eq \\"A\\"].display","value":"The A"}
            """
        )
        #expect(after["roles"] == [["value": "A", "display": "The A"]])
    }

    @Test func `several paths to one new value make one value`() throws {
        let after = try Self.apply(
            """
            {"op":"add","path":"addresses[type eq \\"work\\"].locality","value":"Zürich"},
            {"op":"add","path":"addresses[type eq \\"work\\"].country","value":"CH"}
            """
        )
        #expect(after["addresses"] == [["type": "work", "locality": "Zürich", "country": "CH"]])
    }

    @Test func `an unknown attribute does not take a disable down with it`() throws {
        let after = try Self.apply(
            """
            {"op":"Add","path":"urn:example:custom:2.0:User:tag","value":"x"},
            {"op":"Replace","path":"active","value":"False"}
            """
        )
        #expect(after["active"] == false)
    }
}
