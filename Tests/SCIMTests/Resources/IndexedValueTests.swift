internal import SCIM
internal import Testing

struct IndexedValueTests {
    private func user(_ emails: JSON) -> Resource {
        Resource(
            type: .user,
            id: "2819c223",
            attributes: ["userName": "jane", "emails": emails],
            meta: Meta(created: DateTime(microseconds: 0), lastModified: DateTime(microseconds: 0), version: 1)
        )
    }

    @Test func `of very many values each is indexed once, in time`() {
        let emails = (0..<50_000).map { ["value": .string("\($0 / 2)@example.com")] as JSON }
        let user = user(.array(emails))
        var values: [IndexedValue] = []
        let duration = processorTime { values = user.indexedValues }
        #expect(values.count { $0.index.path.attribute.name == "emails" } == 25_000)
        #expect(duration < .seconds(5))
    }

    /// A type counts in any letter case, also in one that only Unicode knows: so does it to filters.
    @Test(arguments: ["work", "Work", "WOR\u{212A}"])
    func `addresses for work have an index to themselves`(type: String) {
        let emails: JSON = [
            ["value": "A@x.org", "type": .string(type)], ["value": "b@x.org", "type": "home"], ["value": "c@x.org"],
            ["value": "a@x.org", "type": "other"], ["type": "work"], ["value": "d@x.org", "type": "works"],
        ]
        let values = user(emails).indexedValues.filter { $0.index.path.attribute.name == "emails" }
        func texts(_ name: String) -> [String] {
            values.compactMap { value in
                guard case .string(let text, _) = value.value, value.index.description == name else { return nil }
                return text
            }
        }
        #expect(texts(#"emails[type eq "work"].value"#) == ["a@x.org"])
        #expect(texts("emails.value") == ["b@x.org", "c@x.org", "a@x.org", "d@x.org"])
    }
}
