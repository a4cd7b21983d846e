internal import HTTPTypes
internal import SCIM
internal import Testing

@testable internal import SCIMProvider

/// RFC 7644 §3.4.2.4: a page may have fewer resources than were asked for, and none has more bytes than fit into memory.
struct PageSizeTests {
    private let service: TestService
    private let made: [String]

    /// Pages of two of nine users, each with a title of 1,000 bytes.
    init() throws {
        var limits = Limits()
        limits.maximumPageSize = 2_000
        let service = try TestService(hasDefinitions: false, limits: limits)
        self.service = service
        made = (0..<9)
            .map { number in
                let title = "\(9 - number)" + String(repeating: "x", count: 1_000)
                return service.user("u\(number)", ["title": .string(title), "externalId": "e"])
            }
    }

    /// In the order of an index, of a filter, and of a sort.
    private static let queries = [
        [:], ["filter": #"externalId eq "e" and title pr"#], ["filter": "title pr"], ["sortBy": "title"],
    ]

    private func all(_ query: [String: String]) -> [String] {
        query["sortBy"] == nil ? made : made.reversed()
    }

    @Test(arguments: queries)
    func `whoever goes on behind what came gets all`(query: [String: String]) throws {
        var found: [String] = []
        while found.count < 9 {
            let answer = service.get("/Users", query.merging(["startIndex": "\(found.count + 1)"]) { $1 })
            let page = try #require(answer.ids)
            #expect(answer.object["totalResults"] == 9)
            #expect(answer.object["itemsPerPage"] == .number(JSONNumber(page.count)))
            try #require(page.count == min(2, 9 - found.count))
            found += page
        }
        #expect(found == all(query))
    }

    @Test(arguments: queries)
    func `cursors lead through all, and back`(query: [String: String]) throws {
        func page(_ cursor: String) throws -> (ids: [String], next: String?, previous: String?) {
            let answer = service.get("/Users", query.merging(["cursor": cursor]) { $1 })
            #expect(answer.object["totalResults"] == 9)
            let ids = try #require(answer.ids)
            #expect(ids.count <= 2)
            return (ids, answer.object["nextCursor"]?.string, answer.object["previousCursor"]?.string)
        }
        var (found, last) = ([String](), try page(""))
        found += last.ids
        while let cursor = last.next, found.count < 9 {
            last = try page(cursor)
            found += last.ids
        }
        #expect(found == all(query) && last.next == nil)
        var back: [String] = []
        while let cursor = last.previous, back.count < 9 {
            last = try page(cursor)
            back = last.ids + back
        }
        #expect(back == Array(all(query).prefix(8)) && last.previous == nil)
    }

    @Test func `what makes a large page takes its turn`() throws {
        var limits = Limits()
        limits.quickPageSize = 2_000
        let service = try TestService(hasDefinitions: false, limits: limits)
        for number in 0..<9 { _ = service.user("u\(number)", ["title": .string(String(repeating: "x", count: 1_000))]) }
        #expect(service.get("/Users").ids?.count == 9)
    }

    @Test func `a refusal of what is large, or comes too often, does not read it once more`() {
        let large = Request(method: .post, network: "acme", baseURL: "", path: "/Users", body: user(size: 70_000))
        let small = Request(method: .post, network: "acme", baseURL: "", path: "/Users", body: user(size: 10))
        #expect(Refusal(large, .invalidValue("")).subject == nil)
        #expect(Refusal(small, .invalidValue("")).subject == "jane")
        #expect(Refusal(small, .tooManyRequests("", retryAfter: 1)).subject == nil)
    }

    private func user(size: Int) -> [UInt8] {
        Array(#"{"userName":"jane","title":"\#(String(repeating: "x", count: size))"}"#.utf8)
    }
}
