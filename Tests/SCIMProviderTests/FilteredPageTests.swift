internal import HTTPTypes
internal import SCIM
internal import Testing

@testable internal import SCIMProvider

/// RFC 7644 §3.4.2.4 and RFC 9865 §2.1: pages of what an index narrows down and a filter decides.
struct FilteredPageTests {
    private let service: TestService
    private let made: [String]

    /// The order of the values is not that in which the users were made.
    init() throws {
        let service = try TestService(hasDefinitions: false)
        self.service = service
        made = [5, 2, 6, 0, 3, 1, 4].map { service.user("u\($0)", ["externalId": .string("e\($0)"), "title": "T"]) }
    }

    @Test(
        arguments: [
            #"externalId le "z" and title pr"#, #"externalId sw "e" and title pr"#,
            #"externalId gt "a" and title eq "T""#,
            #"userName sw "u""#, #"userName ge "u0""#,
        ]
    )
    func `they are in one order and fit together`(filter: String) {
        #expect(service.get("/Users", ["filter": filter]).ids == made)
        let byIndex = stride(from: 1, through: 7, by: 2)
            .flatMap { service.get("/Users", ["filter": filter, "startIndex": "\($0)", "count": "2"]).ids ?? [] }
        #expect(byIndex == made)
        var byCursor: [String] = []
        var cursor: String? = ""
        while let next = cursor, byCursor.count <= made.count {
            let page = service.get("/Users", ["filter": filter, "cursor": next, "count": "2"])
            byCursor += page.ids ?? []
            cursor = page.object["nextCursor"]?.string
        }
        #expect(byCursor == made)
    }

    /// Where few are expected it is read along who is in a group, else it is asked for those on the page.
    @Test(arguments: [#"externalId eq "e1" and title pr"#, #"externalId ge "e1" and externalId le "e1""#])
    func `who is in a group is told so`(filter: String) throws {
        let first = try #require(service.get("/Users", ["filter": #"externalId eq "e1""#]).ids?.first)
        let member: JSONObject = ["value": .string(first)]
        let group: JSONObject = [
            "schemas": [.string(Schema.group.id)], "displayName": "G", "members": [.object(member)],
        ]
        let id = service.send(.post, "/Groups", .object(group)).id
        let found = service.get("/Users", ["filter": filter]).object["Resources"]?.array?.first?.object
        #expect(found?["groups"]?.array?.first?.object?["value"] == .string(id))
        let others = service.get("/Users", ["filter": #"externalId eq "e2" and title pr"#])
        #expect(others.ids?.count == 1 && others.object["Resources"]?.array?.first?.object?["groups"] == nil)
    }

    @Test(arguments: [[:], ["sortBy": "title"]])
    func `what would look at more than a search may is refused before it does`(order: [String: String]) {
        let id = service.user("large", ["title": .string(String(repeating: "x", count: 10_000_000))])
        func find(_ comparisons: Int) -> TestService.Answer {
            let filter = Array(repeating: #"title co "x""#, count: comparisons).joined(separator: " or ")
            return service.get("/Users", order.merging(["filter": filter]) { $1 })
        }
        #expect(find(1).ids == [id])
        let answer = find(450)
        #expect(answer.status == 400)
        #expect(answer.object["scimType"] == "tooMany")
        #expect(answer.object["detail"]?.string?.contains("userName eq") == true)
    }
}
