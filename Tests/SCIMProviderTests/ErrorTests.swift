internal import HTTPTypes
internal import SCIM
internal import Testing

@testable internal import SCIMProvider

/// RFC 7644 §3.12: what an error document holds.
struct ErrorTests {
    @Test func `status is text, and the keyword stands beside it`() {
        let response = Response(.uniqueness("taken"))
        #expect(response.status.code == 409)
        #expect(
            String(decoding: response.body, as: UTF8.self)
                == #"{"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],"status":"409","scimType":"uniqueness","detail":"taken"}"#
        )
    }

    @Test func `who may come back later is told when`() {
        let response = Response(.unavailable("busy"))
        #expect(response.fields.contains { $0.name == .retryAfter && Int($0.value) ?? 0 > 0 })
    }
}
