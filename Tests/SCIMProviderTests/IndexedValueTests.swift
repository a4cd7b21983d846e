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

    @Test func `an address is found by its type, and once`() throws {
        let both: JSON = [["value": "a@x.org", "type": "home"], ["value": "A@x.org", "type": "Work"]]
        let ann = service.user("ann", ["emails": both])
        let bob = service.user("bob", ["emails": [["value": "a@x.org", "type": "home"]]])
        let cid = service.user("cid", ["emails": [["value": "A@X.org", "type": "work"], ["value": "c@x.org"]]])
        for (filter, ids) in [
            (#"emails[type eq "work"].value eq "A@x.org""#, [ann, cid]),
            (#"emails[type eq "work" and value eq "a@x.org"]"#, [ann, cid]),
            (#"emails[type eq "work"].value sw "a@""#, [ann, cid]),
            (#"emails[type eq "work"].value ge "b""#, []),
            (#"emails[type eq "home"].value eq "a@x.org""#, [ann, bob]),
            (#"emails[type ne "work"].value eq "c@x.org""#, [cid]),
            (#"emails[type eq "work" and type eq "home"].value eq "a@x.org""#, []),
            (#"emails[type eq "work" and primary eq true].value eq "a@x.org""#, []),
            (#"emails.value eq "a@x.org""#, [ann, bob, cid]), (#"emails eq "c@x.org""#, [cid]),
            (#"emails.value sw "a@""#, [ann, bob, cid]), (#"emails.value gt "a@x.org""#, [cid]),
            (#"emails.value le "b""#, [ann, bob, cid]),
            (#"emails.value eq "a@x.org" and userName eq "cid""#, [cid]),
        ] {
            let answer = service.get("/Users", ["filter": filter])
            #expect(answer.ids == ids, "\(filter)")
            #expect(answer.object["totalResults"]?.integer == Int64(ids.count), "\(filter)")
            let page = service.get("/Users", ["filter": filter, "count": "1", "startIndex": "2"])
            #expect(page.ids == Array(ids.dropFirst().prefix(1)), "\(filter)")
            #expect(page.object["totalResults"]?.integer == Int64(ids.count), "\(filter)")
        }
    }

    /// The address stays and its entry moves.
    @Test func `an address that becomes one for work is found as such`() throws {
        let id = service.user("ann", ["emails": [["value": "a@x.org", "type": "home"]]])
        let work = #"emails[type eq "work"].value eq "a@x.org""#
        #expect(found(work) == [])
        let patch: JSON = ["op": "replace", "path": #"emails[type eq "home"].type"#, "value": "WORK"]
        #expect(service.patch("/Users/\(id)", patch).status == 200)
        #expect(found(work) == [id])
        #expect(found(#"emails.value eq "a@x.org""#) == [id])
        #expect(service.patch("/Users/\(id)", ["op": "remove", "path": #"emails[type eq "work"].type"#]).status == 200)
        #expect(found(work) == [])
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
