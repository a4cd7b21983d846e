internal import HTTPTypes
internal import SCIM
internal import SCIMStore
internal import Testing

@testable internal import SCIMProvider

/// What is looked up by an index is found whatever became of other values.
struct IndexedValueTests {
    private let service: TestService

    init() throws {
        service = try TestService(hasDefinitions: false)
    }

    private func found(_ filter: String) -> [String]? {
        service.get("/Users", ["filter": filter]).ids
    }

    @Test func `of two values that differ in letter case one stays when the other goes`() throws {
        let emails: JSON = [["value": "a@x.org", "type": "home"], ["value": "A@x.org", "type": "work"]]
        let id = service.user("ann", ["emails": emails])
        #expect(try service.store.check().findings == [])
        let answer = service.patch("/Users/\(id)", ["op": "remove", "path": #"emails[type eq "home"]"#])
        #expect(answer.object["emails"] == [["value": "A@x.org", "type": "work"]])
        #expect(found(#"emails.value eq "a@x.org""#) == [id])
        #expect(try service.store.check().findings == [])
    }

    /// Swift takes both for the same text; clients do not send the same bytes.
    @Test func `another spelling of a letter is another value`() throws {
        let id = service.user("Zo\u{EB}")
        let answer = service.patch("/Users/\(id)", ["op": "replace", "path": "userName", "value": "Zoe\u{308}"])
        #expect(answer.status == 200)
        #expect(found("userName eq \"Zoe\u{308}\"") == [id])
        #expect(found("userName eq \"Zo\u{EB}\"") == [])
        #expect(try service.store.check().findings == [])
    }

    /// The index has instants as numbers, and the filter compares what is written.
    @Test func `the beginning of an instant is one of its text`() {
        let id = service.user("ann")
        #expect(found(#"meta.lastModified sw "20""#) == [id])
        #expect(found(#"meta.lastModified sw "19""#) == [])
        #expect(found(#"meta.lastModified ge "2000-01-01T00:00:00Z""#) == [id])
    }
}
