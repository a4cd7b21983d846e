internal import Testing

@testable internal import SCIM

struct SearchEffortTests {
    private static let jane: JSONObject = ["userName": "jane", "title": "Engineer"]

    @Test func `a million users may be held against some comparisons`() throws {
        var effort = SearchEffort()
        for _ in 0..<1_000_000 { try effort.spend(reading: 1_000, Self.jane, comparisons: 20) }
        #expect(throws: SCIMError.self) { try effort.spend(reading: 1_000_000_000, Self.jane, comparisons: 0) }
    }

    /// Each costs more than half of what there is.
    @Test(
        arguments: [
            (Self.jane, 30_000_000),
            (["emails": .array(Array(repeating: "a@x.org", count: 1_000))], 30_000),
            (["title": .string(String(repeating: "x", count: 1_000_000))], 3_000),
            (["urn:x": ["title": .string(String(repeating: "x", count: 1_000_000))]], 3_000),
            ([:], 30_000_000),
        ] as [(JSONObject, Int)]
    )
    func `every comparison with every value counts, and so does text`(attributes: JSONObject, comparisons: Int) throws {
        var effort = SearchEffort()
        try effort.spend(reading: 0, attributes, comparisons: comparisons)
        #expect(throws: SCIMError.self) { try effort.spend(reading: 0, attributes, comparisons: comparisons) }
    }

    @Test func `what is read counts`() throws {
        var effort = SearchEffort()
        try effort.spend(reading: SearchEffort.limit, [:], comparisons: 0)
        #expect(throws: SCIMError.self) { try effort.spend(reading: 1, [:], comparisons: 0) }
    }
}
