internal import HTTPTypes
internal import SCIM
internal import SCIMStore
internal import Testing

@testable internal import SCIMProvider

/// RFC 7644 §3.11.
struct MeTests {
    private let service: TestService
    private let ann: String
    private let token = SecretToken()

    init() throws {
        service = try TestService()
        ann = service.user("ann")
        _ = try service.store.issueToken(
            hash: token.hash,
            label: "ann",
            resource: ann,
            expires: nil,
            for: #require(try service.store.read { try $0.credential(hash: service.token.hash, for: "acme") }?.network),
            at: service.clock.now
        )
    }

    @Test func `is the resource that the token was issued for, by every method`() throws {
        let whole = service.send(.get, "/Me", token: token)
        #expect(whole.object == service.get("/Users/\(ann)").object)
        let location = "https://host/acme/Users/\(ann)"
        #expect(whole.object["meta"]?.object?["location"] == .string(location))
        #expect(whole.fields["location"] == location)
        let part = service.send(.get, "/Me", query: ["attributes": "userName"], token: token)
        #expect(Set(part.object.members.map(\.name)) == ["schemas", "id", "userName"])

        let patch = TestService.patch([["op": "replace", "path": "title", "value": "T"]])
        #expect(service.send(.patch, "/Me", patch, token: token).object["title"] == "T")
        let body: JSON = ["schemas": [.string(Schema.user.id)], "userName": "ann", "nickName": "N"]
        let replaced = service.send(.put, "/Me", body, token: token)
        #expect(replaced.id == ann && replaced.object["nickName"] == "N" && replaced.object["title"] == nil)
        #expect(service.send(.put, "/Me", body, ifMatch: #"W/"0""#, token: token).status == 412)

        let tag = try #require(replaced.fields["etag"])
        let unchanged = service.send(.get, "/Me", ifNoneMatch: tag, token: token)
        #expect(unchanged.status == 304 && unchanged.fields["location"] == location)
        let deleted = service.send(.delete, "/Me", token: token)
        #expect(deleted.status == 204 && deleted.fields["location"] == location)
        #expect(service.get("/Users/\(ann)").status == 404)
        let gone = service.send(.get, "/Me", token: token)
        #expect(gone.status == 404 && gone.detail.contains("gone"))
    }

    @Test func `a token that belongs to nobody has none`() {
        for method: HTTPRequest.Method in [.get, .put, .patch, .delete] {
            let answer = service.send(method, "/Me", method == .get ? nil : [:])
            #expect(answer.status == 501, "\(method)")
            #expect(answer.detail.contains("/Users"))
        }
    }

    @Test func `nothing is created at it`() {
        let answer = service.send(.post, "/Me", [:], token: token)
        #expect(answer.status == 405 && answer.fields["allow"] == "GET, PUT, PATCH, DELETE")
    }
}
