internal import HTTPTypes
internal import SCIM
internal import Testing

@testable internal import SCIMProvider

/// RFC 7644 §3.4.2.2: each operator on each attribute type, through the index where there is one and without.
struct FilterTableTests {
    private static let types = (try? TestService.resourceTypes()) ?? .builtIn

    /// The operators that a type permits (table 3; what has no order or no letters is not compared so).
    private static let permitted: [AttributeType: [String]] = [
        .string: ["eq", "ne", "co", "sw", "ew", "gt", "ge", "lt", "le"],
        .reference: ["eq", "ne", "co", "sw", "ew", "gt", "ge", "lt", "le"],
        .dateTime: ["eq", "ne", "co", "sw", "ew", "gt", "ge", "lt", "le"],
        .integer: ["eq", "ne", "gt", "ge", "lt", "le"],
        .decimal: ["eq", "ne", "gt", "ge", "lt", "le"],
        .binary: ["eq", "ne", "co", "sw", "ew"],
        .boolean: ["eq", "ne"],
        .complex: [],
    ]

    /// Literals that are less than, equal to and greater than the sample's value of a type.
    private static func literals(_ attribute: Attribute) -> (less: String, equal: [String], greater: String)? {
        switch attribute.type {
        case .string:
            attribute.canonicalValues.isEmpty
                ? ("\"Valu\"", ["\"Value 1\""], "\"Value 2\"")
                : ("\"0\"", ["\"\(attribute.canonicalValues[0])\""], "\"zz\"")
        case .reference: ("\"https://a\"", [], "\"https://z\"")
        case .dateTime:
            (
                "\"2011-01-02T02:04:05.59Z\"",
                ["\"2011-01-02T02:04:05.6Z\"", "\"2011-01-02T03:04:05.60+01:00\"", "\"2011-01-01T21:34:05.6-04:30\""],
                "\"2011-01-02T02:04:05.61Z\""
            )
        case .integer: ("0", ["1", "1.0", "10e-1"], "1.5")
        case .decimal: ("1.49", ["1.5", "1.50", "15E-1"], "1.51")
        case .boolean: nil
        case .binary, .complex: nil
        }
    }

    @Test(arguments: ["User", "Device"])
    func `an operator compares as the type demands`(name: String) throws {
        let service = try TestService()
        let type = try #require(Self.types.named(name))
        let sample = Sample(type: type, types: Self.types)
        try #require(service.send(.post, type.endpoint, .object(sample.resource())).status == 201)
        var compared: Set<AttributeType> = []
        for path in type.everyPath where path.leaf.mutability == .readWrite && path.leaf.returned != .never {
            guard !path.attribute.isMultiValued, path.attribute.mutability != .readOnly else { continue }
            func count(_ operator: String, _ literal: String) -> Int? {
                let answer = service.get(type.endpoint, ["filter": "\(path) \(`operator`) \(literal)"])
                if answer.status == 400 { #expect(answer.scimType == "invalidFilter") }
                return answer.ids?.count
            }
            let own = String(decoding: sample.value(of: path.leaf).bytes, as: UTF8.self)
            let isText = own.hasPrefix("\"")
            let permitted = Self.permitted[path.leaf.type] ?? []
            for word in ["eq", "ne", "co", "sw", "ew", "gt", "ge", "lt", "le"] {
                let expected = ["eq", "co", "sw", "ew", "ge", "le"].contains(word) ? 1 : 0
                // A complex attribute with a `value` is compared by it.
                let isAllowed = permitted.contains(word)
                guard path.leaf.type != .complex else {
                    if path.attribute.valueAttribute == nil { #expect(count(word, "\"x\"") == nil, "\(path) \(word)") }
                    continue
                }
                #expect(count(word, own) == (isAllowed ? expected : nil), "\(path) \(word) \(own)")
            }
            #expect(service.get(type.endpoint, ["filter": "\(path) pr"]).ids?.count == 1, "\(path)")
            #expect(service.get(type.endpoint, ["filter": "not (\(path) pr)"]).ids == [], "\(path)")
            compared.insert(path.leaf.type)
            guard let literals = Self.literals(path.leaf) else { continue }
            let table: [(String, [Int])] = [
                ("eq", [0, 1, 0]), ("ne", [1, 0, 1]), ("gt", [1, 0, 0]), ("ge", [1, 1, 0]), ("lt", [0, 0, 1]),
                ("le", [0, 1, 1]),
            ]
            for (word, expected) in table {
                #expect(count(word, literals.less) == expected[0], "\(path) \(word) \(literals.less)")
                for equal in literals.equal { #expect(count(word, equal) == expected[1], "\(path) \(word) \(equal)") }
                #expect(count(word, literals.greater) == expected[2], "\(path) \(word) \(literals.greater)")
            }
            // A literal of another type is an error, not an empty list; only text may stand without quotes, as Entra's
            // own examples write it (`externalId eq jyoung`).
            if path.leaf.type == .string {
                #expect(count("eq", "5") == 0, "\(path)")
            } else if !isText {
                #expect(count("eq", "\"text\"") == nil, "\(path)")
            }
        }
        if name == "Device" { #expect(compared.count == AttributeType.allCases.count) }
    }

    @Test(arguments: ["User", "Device"])
    func `a list satisfies a comparison when one of its values does`(name: String) throws {
        let service = try TestService()
        let type = try #require(Self.types.named(name))
        let sample = Sample(type: type, types: Self.types)
        try #require(service.send(.post, type.endpoint, .object(sample.resource())).status == 201)
        for attribute in type.schema.attributes where attribute.isMultiValued && attribute.mutability == .readWrite {
            let inner = attribute.valueAttribute ?? attribute
            guard inner.type != .complex else { continue }
            for value in sample.value(of: attribute).array ?? [] {
                let literal = String(decoding: (value.object?["value"] ?? value).bytes, as: UTF8.self)
                let found = service.get(type.endpoint, ["filter": "\(attribute.name) eq \(literal)"])
                #expect(found.ids?.count == 1, "\(attribute.name) \(literal) \(found)")
            }
            #expect(service.get(type.endpoint, ["filter": "\(attribute.name) pr"]).ids?.count == 1)
        }
    }

    @Test(
        arguments: [
            (#"meta.resourceType eq "User""#, 2), (#"meta.resourceType eq "Group""#, 0),
            (#"meta.created gt "2020-01-01T00:00:00Z""#, 2), (#"meta.lastModified lt "2020-01-01T00:00:00Z""#, 0),
            (#"meta.version eq "W/\"1\"""#, 2), (#"schemas eq "urn:ietf:params:scim:schemas:core:2.0:User""#, 2),
            (#"schemas eq "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User""#, 1),
            (#"urn:ietf:params:scim:schemas:core:2.0:User:userName sw "a""#, 1),
            (#"USERNAME EQ "ANN" or userName eq "bob" and NOT (title PR)"#, 2),
            (#"(userName eq "ann" or userName eq "bob") and title pr"#, 0),
            (#"emails[type eq "work" and (value co "@x" or value co "@y")] and active eq true"#, 1),
            (#"emails[not (type eq "work")]"#, 0),
            (#"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager eq "m1""#, 1),
            (#"manager eq "m1""#, 1), (#"active gt true"#, nil), (#"userName eq"#, nil), (#"userName xx "a""#, nil),
            (#"userName eq "a" and"#, nil), (#"nothing eq "a""#, nil), (#"emails[type eq "work""#, nil),
            (#"password eq "x""#, nil),
        ] as [(String, Int?)]
    )
    func `a filter selects what it says`(filter: String, expected: Int?) throws {
        let service = try TestService()
        _ = service.user(
            "ann",
            [
                "active": true, "emails": [["type": "work", "value": "a@x"]],
                "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": ["manager": ["value": "m1"]],
            ]
        )
        _ = service.user("bob", ["active": false, "emails": [["type": "work", "value": "b@z"]]])
        let answer = service.get("/Users", ["filter": filter])
        if let expected {
            #expect(answer.ids?.count == expected, "\(answer)")
        } else {
            #expect(answer.status == (filter.hasPrefix("password") ? 403 : 400), "\(answer)")
        }
    }

    /// RFC 7644 §7.5.2: who could search it would find it out.
    @Test(
        arguments: [
            "remark sw \"V\"", "pin pr", "not (remark pr)", "ports.secret eq \"x\"", "ports[secret sw \"V\"]",
            "label eq \"L\" or ports[not (secret pr) and value eq \"1\"]",
            "urn:example:scim:2.0:Repair:contract co \"a\"", "urn:example:scim:2.0:Device:remark gt \"a\"",
        ]
    )
    func `what is never returned is not searched`(filter: String) throws {
        let service = try TestService()
        let byGet = service.get("/Devices", ["filter": filter])
        #expect(byGet.status == 403 && byGet.scimType == "sensitive", "\(byGet)")
        let search: JSON = [
            "schemas": [.string(TestService.messages + "SearchRequest")], "filter": .string(filter),
        ]
        let byPost = service.send(.post, "/Devices/.search", search)
        #expect(byPost.status == 400 && byPost.scimType == "invalidFilter", "\(byPost)")
    }
}
