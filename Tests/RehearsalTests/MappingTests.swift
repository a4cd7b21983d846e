internal import SCIM
internal import Testing

@testable internal import Rehearsal

struct MappingTests {
    private func mapping(_ text: String) throws -> Mapping {
        try Mapping(JSONFile(name: "own.json", bytes: Array(text.utf8)))
    }

    @Test func `the mapping of the gallery has its eight attributes, and work email before userName`() throws {
        let mapping = try Mapping(named: "starmind")
        #expect(mapping.users.attributes.count == 8 && mapping.groups == nil)
        #expect(mapping.users.matching.map(\.target.text) == [#"emails[type eq "work"].value"#, "userName"])
        #expect(try Mapping(named: "entra-default").groups?.reference?.text == "members")
    }

    @Test(
        arguments: [
            (#"{"users": [{"target": "userName", "source": "[mial]", "match": 1}]}"#, "no attribute [mial]"),
            (#"{"users": [{"target": "userName", "source": "[mail]"}]}"#, "no attribute has \"match\""),
            (#"{"users": [{"target": "a b", "source": "[mail]", "match": 1}]}"#, "cannot be used"),
            (#"{"users": [{"target": "emails[type is 1].value", "source": "[mail]", "match": 1}]}"#, "comparison"),
            (#"{"users": [{"target": "userName", "sorce": "[mail]", "match": 1}]}"#, "'sorce' means nothing"),
            (#"{"users": [{"target": "userName", "source": "[mail]", "match": "first"}]}"#, "is a number"),
            (
                #"{"users": [{"target": "userName", "source": "[mail]", "match": 1}, {"target": "USERNAME", "source": "[mail]"}]}"#,
                "mapped twice"
            ),
            (#"{"groups": []}"#, "'users' is missing"), ("{", "line 1"),
        ]
    )
    func `a mistake is told with file and line`(text: String, reason: String) throws {
        let error = try #require(throws: JSONFileError.self) { try mapping(text) }
        #expect(error.description.hasPrefix("own.json, line 1, column "), "\(error)")
        #expect(error.description.contains(reason), "\(error)")
    }

    @Test(
        arguments: [
            ("userName", #"{"userName":"v"}"#), ("name.givenName", #"{"name":{"givenName":"v"}}"#),
            (#"emails[type eq "work"].value"#, #"{"emails":[{"type":"work","value":"v"}]}"#),
            (#"roles[primary eq "True"].display"#, #"{"roles":[{"primary":true,"display":"v"}]}"#),
            ("urn:ietf:params:scim:schemas:core:2.0:User:title", #"{"title":"v"}"#),
            ("urn:x:2.0:User:a.b", #"{"urn:x:2.0:User":{"a":{"b":"v"}}}"#),
        ]
    )
    func `a target is written and read where it belongs`(target: String, document: String) throws {
        let attribute = try TargetAttribute(target)
        var resource = JSONObject()
        attribute.set("v", in: &resource)
        let expected = try JSON(parsing: Array(document.utf8)).object
        #expect(resource == expected)
        #expect(attribute.value(in: resource) == "v" && attribute.value(in: [:]) == nil)
    }

    @Test func `parts of one value come together`() throws {
        var resource: JSONObject = [:]
        try TargetAttribute(#"addresses[type eq "work"].locality"#).set("Z", in: &resource)
        try TargetAttribute(#"addresses[type eq "home"].locality"#).set("B", in: &resource)
        try TargetAttribute(#"addresses[type eq "work"].country"#).set("CH", in: &resource)
        #expect(
            resource["addresses"]
                == [["type": "work", "locality": "Z", "country": "CH"], ["type": "home", "locality": "B"]]
        )
    }

    @Test func `each dialect writes its own operations`() throws {
        let changes = [
            AttributeChange(target: try TargetAttribute("active"), old: true, new: false),
            AttributeChange(target: try TargetAttribute("name.givenName"), old: nil, new: "G"),
            AttributeChange(target: try TargetAttribute(#"emails[type eq "work"].value"#), old: "a", new: "b"),
        ]
        var standard = PatchDocument(.standard)
        standard.set(changes)
        #expect(
            standard.json.object?["Operations"] == [
                ["op": "Replace", "path": "active", "value": "False"],
                ["op": "Add", "path": "name.givenName", "value": "G"],
                ["op": "Replace", "path": #"emails[type eq "work"].value"#, "value": "b"],
            ]
        )
        var flagged = PatchDocument(.aadOptscim062020)
        flagged.set(changes)
        #expect(
            flagged.json.object?["Operations"] == [
                ["op": "replace", "path": #"emails[type eq "work"].value"#, "value": "b"],
                ["op": "replace", "value": ["active": false, "name.givenName": "G"]],
            ]
        )
        let members = try TargetAttribute("members")
        standard = PatchDocument(.standard)
        standard.remove(["1", "2"], from: members)
        flagged = PatchDocument(.aadOptscim062020)
        flagged.remove(["1", "2"], from: members)
        #expect(standard.json.object?["Operations"]?.array?.count == 1)
        #expect(
            flagged.json.object?["Operations"] == [
                ["op": "remove", "path": #"members[value eq "1"]"#],
                ["op": "remove", "path": #"members[value eq "2"]"#],
            ]
        )
    }
}
