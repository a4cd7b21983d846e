internal import HTTPTypes
internal import SCIM
internal import Testing

@testable internal import SCIMProvider

/// RFC 7644 §3.4.2.3.
struct SortTests {
    private let service: TestService

    init() throws {
        service = try TestService()
    }

    private func sorted(_ endpoint: String, by path: String, _ order: String? = nil) -> [String]? {
        var query = ["sortBy": path]
        query["sortOrder"] = order
        return service.get(endpoint, query).ids
    }

    private func device(_ serial: String, _ attributes: JSONObject) -> String {
        var body: JSONObject = [
            "schemas": ["urn:example:scim:2.0:Device", "urn:example:scim:2.0:Warranty"], "serial": .string(serial),
            "label": "L", "urn:example:scim:2.0:Warranty": ["until": "2030-01-01T00:00:00Z"],
        ]
        for member in attributes.members { body[member.name] = member.value }
        return service.send(.post, "/Devices", .object(body)).id
    }

    /// Two values in ascending order, and the order of the type rather than of letters.
    @Test(
        arguments: [
            ("cores", "9", "10"), ("weight", "1.5", "1.50001"), ("enabled", "false", "true"),
            ("bought", #""2026-01-01T00:00:00+14:00""#, #""2025-12-31T23:00:00Z""#), ("grade", #""A""#, #""B""#),
            ("kind", #""laptop""#, #""Phone""#), ("tags", #"["b", "a"]"#, #"["c"]"#), ("readings", "[9]", "[10, 1]"),
            ("place.floor", #"{"building": "Z", "floor": 2}"#, #"{"building": "A", "floor": 10}"#),
            ("ports", #"[{"value": "b"}]"#, #"[{"value": "a"}, {"value": "c", "primary": true}]"#),
            ("ports.speed", #"[{"value": "x", "speed": 1}]"#, #"[{"value": "a", "speed": 2}]"#),
            ("urn:example:scim:2.0:Repair:shop", #""a""#, #""B""#),
        ]
    )
    func `values are ordered as their type is, what has none comes last`(
        path: String,
        lesser: String,
        greater: String
    ) throws {
        func attributes(_ text: String) throws -> JSONObject {
            let value = try JSON(parsing: Array(text.utf8))
            let name = String(path.prefix { $0 != "." })
            guard path.hasPrefix("urn:"), let colon = path.lastIndex(of: ":") else { return [name: value] }
            return [String(path[..<colon]): [String(path[path.index(after: colon)...]): value]]
        }
        let last = device("1", [:])
        let second = device("2", try attributes(greater))
        let first = device("3", try attributes(lesser))
        #expect(sorted("/Devices", by: path) == [first, second, last])
        #expect(sorted("/Devices", by: path, "ASCENDING") == [first, second, last])
        #expect(sorted("/Devices", by: path, "descending") == [last, second, first])
    }

    @Test func `equal values keep one order, so that pages fit together`() {
        let made = (0..<9).map { service.user("user\($0)", ["title": .string(["T", "t"][$0 % 2])]) }
        #expect(sorted("/Users", by: "title") == made)
        let pages = stride(from: 1, through: 9, by: 2)
            .flatMap { start in
                service.get("/Users", ["sortBy": "title", "startIndex": "\(start)", "count": "2"]).ids ?? []
            }
        #expect(pages == made)
    }

    /// Swift takes two spellings of a letter for the same text, and both orders cannot hold at once.
    @Test func `texts are in the order of their bytes`() {
        let made = ["Zo\u{EB}", "zoz", "Zoe\u{308}"].map { service.user("user \($0)", ["title": .string($0)]) }
        #expect(sorted("/Users", by: "title") == Array(made.reversed()))
        #expect(sorted("/Users", by: "title", "descending") == made)
    }

    @Test func `meta is sorted by as instants`() {
        let first = service.user("a")
        let second = service.user("b")
        _ = service.patch("/Users/\(first)", ["op": "add", "path": "title", "value": "T"])
        #expect(sorted("/Users", by: "meta.lastModified") == [second, first])
        #expect(sorted("/Users", by: "meta.created") == [first, second])
        #expect(sorted("/Users", by: "id", "descending") == Array([first, second].sorted().reversed()))
    }

    @Test(arguments: ["name", "nothing", "emails[type eq \"work\"]", "password"])
    func `what has no order is refused`(path: String) {
        let answer = service.get("/Users", ["sortBy": path])
        #expect(answer.status == 400 && answer.scimType == "invalidPath", "\(answer)")
    }
}
