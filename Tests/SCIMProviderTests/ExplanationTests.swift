internal import Testing

@testable internal import SCIMProvider

struct ExplanationTests {
    @Test func `names are unique and of one form`() {
        let names = Explanation.all.map(\.name)
        #expect(Set(names).count == names.count)
        #expect(names.allSatisfy { !$0.isEmpty && $0.allSatisfy { $0.isLowercase || $0 == "-" } })
    }

    @Test(arguments: [400, 401, 404, 405, 409, 412, 413, 414, 415, 429, 500, 502, 503, 504])
    func `each status that is answered has an explanation, with a keyword where it needs one`(_ status: Int) {
        let keyword = [400: "invalidValue", 409: "uniqueness"][status]
        let detail = status == 404 ? "there is no User with the id 'x'" : ""
        let failure = Failure(status: status, scimType: keyword, target: "POST /Users", detail: detail)
        #expect(Explanation.of(failure) != nil)
    }

    @Test(arguments: [
        (401, nil, "GET /Users", "the secret token expired on 2026-01-01T00:00:00Z", "token-expired"),
        (
            409, "uniqueness", "POST /Groups", "'displayName' \"x\" belongs to another Group already: look it up",
            "group-name-taken"
        ),
        (409, "uniqueness", "POST /Users", "the value of 'userName' belongs to another User", "name-taken"),
        (400, "mutability", "PATCH /Users/1", "'userName' is required and cannot be removed", "attribute-missing"),
        (
            400, "mutability", "PATCH /Users/1", "'id' is set by the service and cannot be changed",
            "read-only-attribute"
        ),
    ])
    func `what says most about a failure wins`(
        _ status: Int,
        _ scimType: String?,
        _ target: String,
        _ detail: String,
        _ name: String
    ) {
        #expect(
            Explanation.of(Failure(status: status, scimType: scimType, target: target, detail: detail))?.name == name
        )
    }

    @Test func `a text alone is enough`() {
        #expect(Explanation.of(Failure(detail: "the secret token was revoked"))?.name == "token-revoked")
        #expect(Explanation.of(Failure(detail: "nothing anybody knows")) == nil)
    }
}
