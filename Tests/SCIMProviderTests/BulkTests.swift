internal import HTTPTypes
internal import SCIM
internal import Testing

@testable internal import SCIMProvider

/// RFC 7644 §3.7.
struct BulkTests {
    private let service: TestService

    init() throws {
        service = try TestService(
            limits: {
                var limits = Limits()
                limits.maximumBulkOperations = 60
                return limits
            }()
        )
    }

    private func operation(_ method: String, _ path: String, _ bulkID: String? = nil, _ data: JSON? = nil) -> JSON {
        var object: JSONObject = ["method": .string(method), "path": .string(path)]
        object["bulkId"] = bulkID.map { .string($0) }
        object["data"] = data
        return .object(object)
    }

    private func user(_ name: String, _ bulkID: String? = nil, manager: String? = nil) -> JSON {
        var data: JSONObject = ["schemas": [.string(Schema.user.id)], "userName": .string(name)]
        if let manager { data[Schema.enterpriseUser.id] = ["manager": ["value": .string(manager)]] }
        return operation("POST", "/Users", bulkID ?? name, .object(data))
    }

    private func group(_ name: String, _ members: [String]) -> JSON {
        let members = members.map { JSON.object(["value": .string($0)]) }
        return operation(
            "POST",
            "/Groups",
            name,
            ["schemas": [.string(Schema.group.id)], "displayName": .string(name), "members": .array(members)]
        )
    }

    private func results(_ answer: TestService.Answer) -> [JSONObject] {
        (answer.object["Operations"]?.array ?? []).compactMap(\.object)
    }

    private func statuses(_ answer: TestService.Answer) -> [String] {
        results(answer).map { $0["status"]?.string ?? "" }
    }

    private func location(_ result: JSONObject) -> String {
        result["location"]?.string?.replacing("https://host/acme", with: "") ?? ""
    }

    @Test func `all changes of one request together look at no more than one may`() throws {
        let emails = (0..<5_000).map { JSON.object(["value": .string("\($0)@example.com")]) }
        let data: JSONObject = [
            "schemas": [.string(Schema.user.id)], "userName": "many", "emails": .array(emails),
        ]
        let id = service.send(.post, "/Users", .object(data)).id
        let removal = TestService.patch([["op": "remove", "path": #"emails[value eq "x"]"#]])
        let answer = service.bulk((0..<60).map { _ in operation("PATCH", "/Users/\(id)", nil, removal) })
        let found = statuses(answer)
        let done = found.prefix { $0 == "200" }.count
        #expect((5..<40).contains(done) && found[done...].allSatisfy { $0 == "400" }, "\(found)")
        #expect(results(answer).last?["response"]?.object?["scimType"] == "tooMany")
        #expect(service.patch("/Users/\(id)", ["op": "remove", "path": #"emails[value eq "x"]"#]).status == 200)
    }

    @Test func `§3.7 each method does what it does alone`() throws {
        let old = service.user("old")
        let gone = service.user("gone")
        let answer = service.bulk([
            user("new"),
            operation("PUT", "/Users/\(old)", nil, ["schemas": [.string(Schema.user.id)], "userName": "older"]),
            operation(
                "PATCH",
                "/Users/\(old)",
                nil,
                TestService.patch([["op": "add", "path": "title", "value": "T"]])
            ),
            operation("DELETE", "/Users/\(gone)"),
        ])
        #expect(answer.status == 200)
        #expect(answer.object["schemas"] == [.string(TestService.messages + "BulkResponse")])
        #expect(statuses(answer) == ["201", "200", "200", "204"])
        let found = results(answer)
        #expect(found[0]["bulkId"] == "new")
        #expect(found.map { $0["method"]?.string } == ["POST", "PUT", "PATCH", "DELETE"])
        #expect(found.map { $0["version"]?.string } == ["W/\"1\"", "W/\"2\"", "W/\"3\"", nil])
        #expect(service.get(location(found[0])).object["userName"] == "new")
        #expect(service.get("/Users/\(old)").object["userName"] == "older")
        #expect(service.get("/Users/\(old)").object["title"] == "T")
        #expect(service.get("/Users/\(gone)").status == 404)
        #expect(location(found[3]) == "/Users/\(gone)")
    }

    @Test(arguments: [false, true])
    func `§3.7.2 a reference is resolved forward and backward`(isForward: Bool) throws {
        let maker = user("ann")
        let user = isForward ? [group("G", ["bulkId:ann"]), maker] : [maker, group("G", ["bulkId:ann"])]
        let answer = service.bulk(user)
        #expect(statuses(answer) == ["201", "201"])
        let ann = try #require(service.get("/Users", ["filter": #"userName eq "ann""#]).ids?.first)
        let groups = service.get("/Groups").object["Resources"]?.array ?? []
        #expect(groups[0].object?["members"]?.array?[0].object?["value"] == .string(ann))
        #expect(service.get("/Users/\(ann)").object["groups"]?.array?.count == 1)
    }

    @Test func `§3.7.1 references in a circle are resolved`() throws {
        let answer = service.bulk([user("a", manager: "bulkId:b"), user("b", manager: "bulkId:a")])
        #expect(statuses(answer) == ["201", "201"])
        let ids = results(answer).map { location($0).split(separator: "/").last.map(String.init) ?? "" }
        for (id, other) in [(ids[0], ids[1]), (ids[1], ids[0])] {
            let manager = service.get("/Users/\(id)").object[Schema.enterpriseUser.id]?.object?["manager"]
            #expect(manager?.object?["value"] == .string(other))
        }
    }

    @Test func `§3.7.1 a circle of which one part fails is not made at all`() throws {
        _ = service.user("b")
        let answer = service.bulk([user("a", manager: "bulkId:b"), user("b", manager: "bulkId:a"), user("c")])
        #expect(statuses(answer) == ["409", "409", "201"])
        #expect(results(answer)[1]["response"]?.object?["scimType"] == "uniqueness")
        #expect(service.get("/Users", ["filter": #"userName eq "a""#]).ids == [])
    }

    @Test func `§3.7.2 what refers to a failed operation fails, wherever it stands`() throws {
        _ = service.user("taken")
        let answer = service.bulk([
            group("before", ["bulkId:taken"]), user("taken"), group("after", ["bulkId:taken"]), user("fine"),
        ])
        #expect(statuses(answer) == ["409", "409", "409", "201"])
        #expect(service.get("/Groups").ids == [])
    }

    @Test func `a path may refer to a resource of the same request`() throws {
        let change = TestService.patch([["op": "add", "path": "title", "value": "T"]])
        let answer = service.bulk([operation("PATCH", "/Users/bulkId:ann", nil, change), user("ann")])
        #expect(statuses(answer) == ["200", "201"])
        #expect(service.get(location(results(answer)[1])).object["title"] == "T")
    }

    @Test(arguments: [
        (1, ["400"]), (2, ["400", "201", "400"]), (3, ["400", "201", "400", "201"]),
    ])
    func `§3.7.3 failOnErrors ends the request after so many errors`(limit: Int, expected: [String]) throws {
        let bad = operation("POST", "/Users", "x", ["schemas": [.string(Schema.user.id)]])
        let other = operation("POST", "/Users", "y", ["schemas": [.string(Schema.user.id)]])
        let answer = service.bulk([bad, user("a"), other, user("b")], failOnErrors: limit)
        #expect(statuses(answer) == expected)
        // What was done before stays done.
        #expect(service.get("/Users").ids?.count == expected.count { $0 == "201" })
    }

    @Test func `§3.7 a version that is not the resource's is refused`() throws {
        let id = service.user("ann")
        func deletion(_ version: String) -> JSON {
            ["method": "DELETE", "path": .string("/Users/\(id)"), "version": .string(version)]
        }
        #expect(statuses(service.bulk([deletion("W/\"7\"")])) == ["412"])
        #expect(statuses(service.bulk([deletion("W/\"1\"")])) == ["204"])
    }

    @Test func `each operation fails with its own error`() throws {
        let answer = service.bulk([
            operation("GET", "/Users"), operation("POST", "/Users", nil, ["schemas": [.string(Schema.user.id)]]),
            operation("POST", "/Users/1", "a", [:]), operation("PUT", "/Users", nil, [:]),
            operation("DELETE", "/Users/nobody"), operation("DELETE", "/Nothing/1"),
            group("G", ["bulkId:nobody"]), operation("PATCH", "/Users/1"), user("x", "same"), user("y", "same"),
            operation("PATCH", "/Users/1", nil, TestService.patch([["op": "move"]])),
            operation("DELETE", "/v1/Users/1"),
        ])
        let errors = results(answer).map { $0["response"]?.object?["scimType"]?.string }
        #expect(
            statuses(answer) == ["400", "400", "400", "400", "404", "404", "400", "400", "201", "400", "400", "400"]
        )
        #expect(
            errors == [
                "invalidSyntax", "invalidSyntax", "invalidValue", "invalidValue", nil, nil, "invalidValue",
                "invalidSyntax", nil, "invalidValue", "invalidSyntax", "invalidVers",
            ]
        )
        #expect(results(answer)[4]["location"] == "https://host/acme/Users/nobody")
        #expect(results(answer)[9]["location"] == nil)
    }

    @Test func `§3.7.4 more operations than announced are 413`() throws {
        let config = service.get("/ServiceProviderConfig").object["bulk"]?.object
        #expect(config?["supported"] == true)
        #expect(config?["maxOperations"] == 60)
        #expect(service.bulk((0..<60).map { user("u\($0)") }).status == 200)
        let answer = service.bulk((0..<61).map { user("v\($0)") })
        #expect(answer.status == 413)
        #expect(service.get("/Users", ["filter": #"userName sw "v""#]).ids == [])
    }

    @Test(
        arguments: [
            ([:], "invalidSyntax"),
            (["schemas": ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"]], "invalidSyntax"),
            (["schemas": ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"], "Operations": []], "invalidSyntax"),
            (["schemas": ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"], "Operations": [1]], "invalidSyntax"),
            (
                [
                    "schemas": ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"], "failOnErrors": 0,
                    "Operations": [["method": "DELETE"]],
                ], "invalidValue"
            ),
        ] as [(JSON, String)]
    )
    func `a request that is no Bulk request is refused as a whole`(body: JSON, scimType: String) {
        let answer = service.send(.post, "/Bulk", body)
        #expect(answer.status == 400)
        #expect(answer.scimType == scimType)
    }

    @Test func `a request that the web server sends twice is done once`() throws {
        let id = service.user("old")
        let operations = [
            group("G", ["bulkId:ann"]), user("ann"), operation("POST", "/Devices", "d", device("1")),
            operation("PATCH", "/Users/\(id)", nil, TestService.patch([["op": "add", "path": "title", "value": "T"]])),
            operation("PATCH", "/Users/\(id)", nil, TestService.patch([["op": "remove", "path": "title"]])),
        ]
        let first = service.bulk(operations, requestID: "r")
        #expect(statuses(first) == ["201", "201", "201", "200", "200"])
        let state = service.get("/").json
        #expect(service.bulk(operations, requestID: "r").object["Operations"]?.array?.count == 5)
        #expect(service.get("/").json == state)
        #expect(service.get("/Users/\(id)").object["title"] == nil)
    }

    @Test func `passwords of all operations count together`() throws {
        func change(_ number: Int) -> JSON {
            operation(
                "POST",
                "/Users",
                "u\(number)",
                ["schemas": [.string(Schema.user.id)], "userName": .string("u\(number)"), "password": "x"]
            )
        }
        let limit = Limits().maximumPasswords
        let answer = service.bulk((0...limit).map(change))
        #expect(statuses(answer) == Array(repeating: "201", count: limit) + ["400"])
        #expect(results(answer)[limit]["response"]?.object?["scimType"] == "tooMany")
    }

    private func device(_ serial: String) -> JSON {
        [
            "schemas": ["urn:example:scim:2.0:Device", "urn:example:scim:2.0:Warranty"], "serial": .string(serial),
            "label": "L", "urn:example:scim:2.0:Warranty": ["until": "2030-01-01T00:00:00Z"],
        ]
    }
}

struct BulkOrderTests {
    @Test(
        arguments: [
            ([], []),
            ([[], [], []], [[0], [1], [2]]),
            ([[1], [2], []], [[2], [1], [0]]),
            ([[2], [], [0]], [[0, 2], [1]]),
            ([[0], []], [[0], [1]]),
            ([[1], [2], [0], [0]], [[0, 1, 2], [3]]),
        ] as [([[Int]], [[Int]])]
    )
    func `what is referred to comes first, circles come as one`(references: [[Int]], steps: [[Int]]) {
        #expect(BulkOrder(references: references).steps == steps)
    }
}
