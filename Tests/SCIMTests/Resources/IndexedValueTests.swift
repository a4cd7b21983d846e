internal import SCIM
internal import Testing

struct IndexedValueTests {
    @Test func `of very many values each is indexed once, in time`() {
        let emails = (0..<50_000).map { ["value": .string("\($0 / 2)@example.com")] as JSON }
        let user = Resource(
            type: .user,
            id: "2819c223",
            attributes: ["userName": "jane", "emails": .array(emails)],
            meta: Meta(created: DateTime(microseconds: 0), lastModified: DateTime(microseconds: 0), version: 1)
        )
        let clock = ContinuousClock()
        var values: [IndexedValue] = []
        let duration = clock.measure { values = user.indexedValues }
        #expect(values.count { $0.path.attribute.name == "emails" } == 25_000)
        #expect(duration < .seconds(5))
    }
}
