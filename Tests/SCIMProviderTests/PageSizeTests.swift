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
    @Test(arguments: [[:], ["filter": #"externalId eq "e" and title pr"#], ["filter": "title pr"], ["sortBy": "title"]])
    func `whoever goes on behind what came gets all`(query: [String: String]) {
        let all = query["sortBy"] == nil ? made : made.reversed()
        var byIndex: [String] = []
        while byIndex.count < all.count {
            let answer = service.get("/Users", query.merging(["startIndex": "\(byIndex.count + 1)"]) { $1 })
            #expect(
                answer.object["totalResults"] == 9
                    && answer.object["itemsPerPage"] == .number(JSONNumber(answer.ids.count))
            )
            #expect(answer.ids.count == min(2, all.count - byIndex.count))
            guard !answer.ids.isEmpty else { return }
            byIndex += answer.ids
        }
        #expect(byIndex == all)
    }

    @Test(arguments: [[:], ["filter": #"externalId eq "e" and title pr"#], ["filter": "title pr"], ["sortBy": "title"]])
    func `cursors lead through all, and back`(query: [String: String]) {
        let all = query["sortBy"] == nil ? made : made.reversed()
        var pages: [[String]] = []
        var (cursor, last): (String?, String?) = ("", nil)
        while let next = cursor, pages.count < 9 {
            let answer = service.get("/Users", query.merging(["cursor": next]) { $1 })
            #expect(answer.object["totalResults"] == 9)
            pages.append(answer.ids)
            cursor = answer.object["nextCursor"]?.string
            last = answer.object["previousCursor"]?.string
        }
        #expect(pages.flatMap(\.self) == all && pages.allSatisfy { $0.count <= 2 })
        var back: [[String]] = []
        while let next = last, back.count < 9 {
            let answer = service.get("/Users", query.merging(["cursor": next]) { $1 })
            back.insert(answer.ids, at: 0)
            last = answer.object["previousCursor"]?.string
        }
        #expect(back.flatMap(\.self) == Array(all.prefix(8)) && back.allSatisfy { $0.count <= 2 })
    }

    @Test func `what makes a large page takes its turn`() throws {
        var limits = Limits()
        limits.quickPageSize = 2_000
        let service = try TestService(hasDefinitions: false, limits: limits)
        for number in 0..<9 { _ = service.user("u\(number)", ["title": .string(String(repeating: "x", count: 1_000))]) }
        #expect(service.get("/Users").ids.count == 9)
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
