internal import HTTPTypes
internal import SCIM
internal import Testing

@testable internal import SCIMProvider

/// The requests of RFC 7644 §3 as they stand there; identifiers in them are replaced by those of resources that exist.
struct MessageSampleTests {
    private let service: TestService

    init() throws {
        service = try TestService(hasDefinitions: false)
    }

    private func json(_ text: String) throws -> JSON {
        try JSON(parsing: Array(text.utf8))
    }

    private func operations(_ text: String) throws -> JSON {
        try json(#"{"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], "Operations": \#(text)}"#)
    }

    private func group(_ members: [String]) throws -> String {
        service.send(
            .post,
            "/Groups",
            [
                "schemas": [.string(Schema.group.id)], "displayName": "Tour Guides",
                "members": .array(members.map { ["value": .string($0)] }),
            ]
        )
        .id
    }

    private func members(_ group: String) -> Set<String> {
        Set(
            (service.get("/Groups/\(group)").object["members"]?.array ?? [])
                .compactMap { $0.object?["value"]?.string }
        )
    }

    private static let bjensen = """
        {
          "schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],
          "userName":"bjensen",
          "externalId":"bjensen",
          "name":{"formatted":"Ms. Barbara J Jensen III","familyName":"Jensen","givenName":"Barbara"}
        }
        """

    @Test func `§3.3 to §3.6 a resource is created, read, replaced and deleted`() throws {
        let made = service.send(.post, "/Users", try json(Self.bjensen))
        #expect(made.status == 201)
        #expect(made.fields["location"] == "https://host/acme/Users/\(made.id)")
        #expect(made.fields["etag"] == #"W/"1""# && made.object["meta"]?.object?["version"] == #"W/"1""#)
        for (name, value) in try #require(json(Self.bjensen).object).members.map({ ($0.name, $0.value) }) {
            #expect(made.object[name] == value)
        }
        let path = "/Users/\(made.id)"
        #expect(service.get(path).object == made.object)

        let replacement = try json(
            #"""
            {
              "schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],
              "id":"2819c223-7f76-453a-919d-413861904646",
              "userName":"bjensen",
              "externalId":"bjensen",
              "name":{
                "formatted":"Ms. Barbara J Jensen III","familyName":"Jensen","givenName":"Barbara",
                "middleName":"Jane"
              },
              "roles":[],
              "emails":[{"value":"bjensen@example.com"},{"value":"babs@jensen.org"}]
            }
            """#
        )
        let replaced = service.send(.put, path, replacement)
        #expect(replaced.status == 200 && replaced.id == made.id)
        #expect(replaced.object["emails"] == replacement.object?["emails"])
        #expect(replaced.object["name"] == replacement.object?["name"])
        #expect(replaced.object["roles"] == nil)
        #expect(replaced.fields["etag"] == #"W/"2""#)

        let deleted = service.send(.delete, path)
        #expect(deleted.status == 204 && deleted.json == nil)
        let gone = service.get(path)
        #expect(gone.status == 404 && gone.object["status"] == "404" && gone.scimType == nil)
        #expect(service.send(.post, "/Users", try json(Self.bjensen)).status == 201)
    }

    @Test func `§3.3 a taken userName is 409 with uniqueness`() throws {
        _ = service.send(.post, "/Users", try json(Self.bjensen))
        let second = service.send(.post, "/Users", try json(Self.bjensen))
        #expect(second.status == 409 && second.scimType == "uniqueness")
    }

    @Test(
        arguments: [
            (#"userName eq "bjensen""#, 1), (#"name.familyName co "O'Malley""#, 1), (#"userName sw "J""#, 1),
            (#"urn:ietf:params:scim:schemas:core:2.0:User:userName sw "J""#, 1), (#"title pr"#, 2),
            (#"meta.lastModified gt "2011-05-13T04:42:34Z""#, 3), (#"meta.lastModified ge "2011-05-13T04:42:34Z""#, 3),
            (#"meta.lastModified lt "2011-05-13T04:42:34Z""#, 0), (#"meta.lastModified le "2011-05-13T04:42:34Z""#, 0),
            (#"title pr and userType eq "Employee""#, 1), (#"title pr or userType eq "Intern""#, 3),
            (#"schemas eq "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User""#, 1),
            (#"userType eq "Employee" and (emails co "example.com" or emails.value co "example.org")"#, 1),
            (#"userType ne "Employee" and not (emails co "example.com" or emails.value co "example.org")"#, 1),
            (#"userType eq "Employee" and (emails.type eq "work")"#, 1),
            (#"userType eq "Employee" and emails[type eq "work" and value co "@example.com"]"#, 1),
            (
                #"emails[type eq "work" and value co "@example.com"] or ims[type eq "xmpp" and value co "@foo.com"]"#,
                2
            ),
        ]
    )
    func `§3.4.2.2 a filter finds`(filter: String, count: Int) {
        _ = service.user(
            "bjensen",
            ["title": "T", "userType": "Intern", "ims": [["type": "xmpp", "value": "b@foo.com"]]]
        )
        _ = service.user(
            "jsmith",
            [
                "name": ["familyName": "O'Malley"], "title": "T", "userType": "Employee",
                "emails": [["type": "work", "value": "j@example.com"]],
                Schema.enterpriseUser.id: ["department": "D"],
            ]
        )
        _ = service.user("third", ["userType": "Intern", "emails": [["type": "home", "value": "t@example.org"]]])
        let answer = service.get("/Users", ["filter": filter])
        #expect(answer.object["totalResults"]?.integer == Int64(count), "\(answer)")
    }

    @Test func `§3.4.2.1 and §3.4.3 several resource types are searched at once`() throws {
        let smith = service.user("jsmith", ["displayName": "Smith, James"])
        let group = service.send(
            .post,
            "/Groups",
            ["schemas": [.string(Schema.group.id)], "displayName": "Smith Family"]
        )
        // As in the RFC, without quotation marks.
        let found = service.get("", ["filter": "(meta.resourceType eq User) or (meta.resourceType eq Group)"])
        #expect(Set(found.ids ?? []) == [smith, group.id], "\(found)")
        let search = try json(
            #"""
            {
              "schemas": ["urn:ietf:params:scim:api:messages:2.0:SearchRequest"],
              "attributes": ["displayName", "userName"],
              "filter": "displayName sw \"smith\"",
              "startIndex": 1,
              "count": 10
            }
            """#
        )
        let answer = service.send(.post, "/.search", search)
        #expect(answer.status == 200)
        #expect(answer.object["schemas"] == ["urn:ietf:params:scim:api:messages:2.0:ListResponse"])
        #expect(answer.object["totalResults"] == 2 && answer.object["itemsPerPage"] == 2)
        #expect(answer.object["startIndex"] == 1)
        for resource in answer.object["Resources"]?.array ?? [] {
            let names = Set(resource.object?.members.map(\.name) ?? [])
            #expect(names.subtracting(["schemas", "id", "displayName", "userName"]).isEmpty)
        }
        #expect(service.send(.post, "/Users/.search", search).ids == [smith])
    }

    @Test func `§3.5.2.1 add`() throws {
        let babs = service.user("babs")
        let james = service.user("james")
        let group = try group([james])
        let member = try operations(
            #"[{"op":"add","path":"members","value":[{"display":"Babs Jensen","value":"\#(babs)"}]}]"#
        )
        #expect(service.send(.patch, "/Groups/\(group)", member).status == 200)
        #expect(members(group) == [babs, james])
        let version = service.get("/Groups/\(group)").fields["etag"]
        // What is there already is not added again, and nothing is modified.
        #expect(service.send(.patch, "/Groups/\(group)", member).fields["etag"] == version)
        let attributes = try operations(
            #"[{"op":"add","value":{"emails":[{"value":"babs@jensen.org","type":"home"}],"nickname":"Babs"}}]"#
        )
        let changed = service.send(.patch, "/Users/\(babs)", attributes)
        #expect(changed.object["nickName"] == "Babs")
        #expect(changed.object["emails"] == [["value": "babs@jensen.org", "type": "home"]])
    }

    @Test func `§3.5.2.2 remove`() throws {
        let babs = service.user(
            "babs",
            ["emails": [["type": "work", "value": "b@example.com"], ["type": "home", "value": "b@x"]]]
        )
        let james = service.user("james")
        let group = try group([babs, james])
        let path = "/Groups/\(group)"
        let one = try operations(#"[{"op":"remove","path":"members[value eq \"\#(babs)\"]"}]"#)
        #expect(service.send(.patch, path, one).status == 200)
        #expect(members(group) == [james])
        let swap = try operations(
            #"""
            [
              {"op":"remove","path":"members[value eq \"\#(james)\"]"},
              {"op":"add","path":"members","value":[{"display":"Babs Jensen","value":"\#(babs)"}]}
            ]
            """#
        )
        #expect(service.send(.patch, path, swap).status == 200)
        #expect(members(group) == [babs])
        #expect(service.send(.patch, path, try operations(#"[{"op":"remove","path":"members"}]"#)).status == 200)
        #expect(members(group).isEmpty)
        let emails = try operations(
            #"[{"op":"remove","path":"emails[type eq \"work\" and value ew \"example.com\"]"}]"#
        )
        #expect(
            service.send(.patch, "/Users/\(babs)", emails).object["emails"] == [["type": "home", "value": "b@x"]]
        )
    }

    @Test func `§3.5.2.3 replace`() throws {
        let babs = service.user(
            "babs",
            ["addresses": [["type": "work", "locality": "Zürich"], ["type": "home", "region": "ZH"]]]
        )
        let james = service.user("james")
        let group = try group([babs])
        let all = try operations(#"[{"op":"replace","path":"members","value":[{"value":"\#(james)"}]}]"#)
        #expect(service.send(.patch, "/Groups/\(group)", all).status == 200)
        #expect(members(group) == [james])
        let whole = try operations(
            #"""
            [{
              "op":"replace",
              "path":"addresses[type eq \"work\"]",
              "value":{
                "type":"work","streetAddress":"911 Universal City Plaza","locality":"Hollywood","region":"CA",
                "postalCode":"91608","country":"US","primary":true
              }
            }]
            """#
        )
        let replaced = service.send(.patch, "/Users/\(babs)", whole).object["addresses"]?.array
        #expect(replaced?.count == 2)
        #expect(replaced?.first?.object?["streetAddress"] == "911 Universal City Plaza")
        #expect(replaced?.last == ["type": "home", "region": "ZH"])
        let part = try operations(
            #"[{"op":"replace","path":"addresses[type eq \"work\"].streetAddress","value":"1010 Broadway Ave"}]"#
        )
        let address = service.send(.patch, "/Users/\(babs)", part).object["addresses"]?.array?.first?.object
        #expect(address?["streetAddress"] == "1010 Broadway Ave" && address?["locality"] == "Hollywood")
        let several = try operations(
            #"""
            [{
              "op":"replace",
              "value":{
                "emails":[
                  {"value":"bjensen@example.com","type":"work","primary":true},
                  {"value":"babs@jensen.org","type":"home"}
                ],
                "nickname":"Babs"
              }
            }]
            """#
        )
        let user = service.send(.patch, "/Users/\(babs)", several)
        #expect(user.object["emails"]?.array?.count == 2 && user.object["nickName"] == "Babs")
    }

    /// The RFC leaves the frame of a PATCH away inside of Bulk, which its own §3.5.2 demands; here it has one.
    @Test func `§3.7.3 the Bulk request of all four methods`() throws {
        let replaced = service.user("bob")
        let modified = service.user("dave", ["nickName": "D"])
        let deleted = service.user("gone")
        let answer = service.send(
            .post,
            "/Bulk",
            try json(
                #"""
                {
                  "schemas":["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],
                  "failOnErrors":1,
                  "Operations":[
                    {"method":"POST","path":"/Users","bulkId":"qwerty",
                     "data":{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"Alice"}},
                    {"method":"PUT","path":"/Users/\#(replaced)","version":"W/\"1\"",
                     "data":{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"Bob2"}},
                    {"method":"PATCH","path":"/Users/\#(modified)","version":"W/\"1\"",
                     "data":{
                       "schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
                       "Operations":[
                         {"op":"remove","path":"nickName"},
                         {"op":"replace","path":"userName","value":"Dave"}
                       ]}},
                    {"method":"DELETE","path":"/Users/\#(deleted)","version":"W/\"1\""}
                  ]
                }
                """#
            )
        )
        #expect(answer.status == 200)
        let results = (answer.object["Operations"]?.array ?? []).compactMap(\.object)
        // What follows looks at each of the four.
        try #require(results.count == 4)
        #expect(results.map { $0["status"] } == ["201", "200", "200", "204"])
        #expect(results.map { $0["method"] } == ["POST", "PUT", "PATCH", "DELETE"])
        #expect(results[0]["bulkId"] == "qwerty" && results[0]["version"] == #"W/"1""#)
        #expect(results[2]["location"] == .string("https://host/acme/Users/\(modified)"))
        #expect(service.get("/Users/\(modified)").object["nickName"] == nil)
        #expect(service.get("/Users/\(deleted)").status == 404)
    }

    @Test func `§3.7.1 and §3.7.2 a user in a group, and groups in each other`() throws {
        let answer = service.send(
            .post,
            "/Bulk",
            try json(
                #"""
                {
                  "schemas":["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],
                  "Operations":[
                    {"method":"POST","path":"/Groups","bulkId":"qwerty",
                     "data":{"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"Group A",
                       "members":[{"type":"Group","value":"bulkId:ytrewq"}]}},
                    {"method":"POST","path":"/Groups","bulkId":"ytrewq",
                     "data":{"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"Group B",
                       "members":[{"type":"Group","value":"bulkId:qwerty"},{"type":"User","value":"bulkId:alice"}]}},
                    {"method":"POST","path":"/Users","bulkId":"alice",
                     "data":{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"Alice"}}
                  ]
                }
                """#
            )
        )
        let ids = (answer.object["Operations"]?.array ?? [])
            .compactMap { $0.object?["location"]?.string?.split(separator: "/").last.map(String.init) }
        try #require(ids.count == 3, "\(answer)")
        #expect(members(ids[0]) == [ids[1]])
        #expect(members(ids[1]) == [ids[0], ids[2]])
    }

    @Test func `§3.9 a client may name the attributes it wants`() throws {
        let made = service.send(.post, "/Users", try json(Self.bjensen))
        let answer = service.get("/Users/\(made.id)", ["attributes": "userName"])
        #expect(Set(answer.object.members.map(\.name)) == ["schemas", "id", "userName"])
    }

    @Test func `§3.14 a version that the client has is not sent again`() throws {
        let made = service.send(.post, "/Users", try json(Self.bjensen))
        let version = try #require(made.fields["etag"])
        let path = "/Users/\(made.id)"
        let unchanged = service.send(.get, path, ifNoneMatch: version)
        #expect(unchanged.status == 304 && unchanged.json == nil && unchanged.fields["etag"] == version)
        #expect(service.send(.get, path, ifNoneMatch: #"W/"0""#).status == 200)
        #expect(service.send(.get, path, ifMatch: #"W/"0""#).status == 412)
        let body = try json(Self.bjensen)
        #expect(service.send(.put, path, body, ifMatch: #"W/"0""#).status == 412)
        #expect(service.send(.put, path, body, ifNoneMatch: "*").status == 412)
        #expect(service.send(.delete, path, ifMatch: #"W/"0", W/"7""#).status == 412)
        let patch = try operations(#"[{"op":"add","path":"title","value":"T"}]"#)
        #expect(service.send(.patch, path, patch, ifMatch: #"W/"0""#).status == 412)
        #expect(service.get(path).object == made.object)
        #expect(service.send(.patch, path, patch, ifMatch: #"W/"0", \#(version)"#).status == 200)
        #expect(service.send(.patch, path, patch, ifMatch: version).status == 412)
        #expect(service.send(.delete, path, ifMatch: "*").status == 204)
    }
}
