internal import HTTPTypes
internal import SCIM
internal import Testing

@testable internal import SCIMProvider

/// RFC 7644 §3.12, table 9, and RFC 9865 §2.1: a request that meets each keyword.
struct KeywordTests {
    private static let user: JSON = ["schemas": [.string(Schema.user.id)], "userName": "ann"]

    /// A request that is answered with a keyword, on a network that has the user `ann`.
    struct Row: CustomTestStringConvertible, Sendable {
        let keyword: SCIMType
        let status: Int
        let request: @Sendable (TestService, _ ann: String) -> TestService.Answer

        var testDescription: String { keyword.rawValue }
    }

    private static func patch(_ operation: JSON) -> @Sendable (TestService, String) -> TestService.Answer {
        { service, ann in service.patch("/Users/\(ann)", operation) }
    }

    static let rows: [Row] = [
        Row(keyword: .invalidFilter, status: 400) { service, _ in service.get("/Users", ["filter": "userName is ann"])
        },
        Row(keyword: .tooMany, status: 400) { service, _ in
            let operations = Array(repeating: JSON.object(["op": "add", "path": "title", "value": "T"]), count: 10_001)
            return service.send(.patch, "/Users/x", TestService.patch(operations))
        },
        Row(keyword: .uniqueness, status: 409) { service, _ in service.send(.post, "/Users", user) },
        Row(keyword: .mutability, status: 400, request: patch(["op": "replace", "path": "id", "value": "x"])),
        Row(keyword: .invalidSyntax, status: 400) { service, _ in service.send(.post, "/Users", ["text"]) },
        Row(keyword: .invalidPath, status: 400, request: patch(["op": "add", "path": "emails[", "value": "x"])),
        Row(keyword: .noTarget, status: 400, request: patch(["op": "remove"])),
        Row(keyword: .invalidValue, status: 400, request: patch(["op": "add", "path": "active", "value": "maybe"])),
        Row(keyword: .invalidVers, status: 400) { service, _ in service.get("/v1/Users") },
        Row(keyword: .sensitive, status: 403) { service, _ in service.get("/Users", ["filter": #"password eq "x""#]) },
        Row(keyword: .invalidCursor, status: 400) { service, _ in service.get("/Users", ["cursor": "x"]) },
        Row(keyword: .expiredCursor, status: 400) { service, _ in
            _ = service.user("bob")
            let page = service.get("/Users", ["cursor": "", "count": "1"])
            service.clock.advance(seconds: 3_601)
            return service.get("/Users", ["cursor": page.object["nextCursor"]?.string ?? "", "count": "1"])
        },
        Row(keyword: .invalidCount, status: 400) { service, _ in service.get("/Users", ["cursor": "", "count": "-1"]) },
    ]

    @Test(arguments: rows)
    func `a keyword is reached`(row: Row) throws {
        let service = try TestService()
        let ann = service.send(.post, "/Users", Self.user).id
        let answer = row.request(service, ann)
        #expect(answer.status == row.status, "\(answer)")
        #expect(answer.scimType == row.keyword.rawValue, "\(answer)")
        #expect(answer.object["status"] == .string("\(row.status)"))
        #expect(answer.object["schemas"] == ["urn:ietf:params:scim:api:messages:2.0:Error"])
        #expect(!answer.detail.isEmpty)
    }

    @Test func `every keyword has its row`() {
        #expect(Set(Self.rows.map(\.keyword)) == Set(SCIMType.allCases))
    }

    /// RFC 9865 §4: for so long as is announced.
    @Test func `a cursor is good until it expires`() throws {
        let service = try TestService()
        for name in ["ann", "bob", "cid"] { _ = service.user(name) }
        let pagination = service.get("/ServiceProviderConfig").object["pagination"]?.object
        let timeout = try #require(pagination?["cursorTimeout"]?.integer)
        let page = service.get("/Users", ["cursor": "", "count": "1"])
        let cursor = try #require(page.object["nextCursor"]?.string)
        service.clock.advance(seconds: timeout - 1)
        let next = service.get("/Users", ["cursor": cursor, "count": "1"])
        #expect(next.status == 200 && next.ids?.count == 1 && next.ids != page.ids)
        service.clock.advance(seconds: 1)
        let late = service.get("/Users", ["cursor": cursor, "count": "1"])
        #expect(late.status == 400 && late.scimType == SCIMType.expiredCursor.rawValue)
    }
}
