internal import SCIM
internal import Testing

@testable internal import SCIMProvider

struct QueryParametersTests {
    @Test(arguments: [
        ("filter=userName+eq+%22a%2Bb%40c%22", "userName eq \"a+b@c\""), ("FILTER=x", "x"),
        ("a=1&filter=x&filter=y", "x"),
        ("filter=%C3%A9", "é"), ("filter", ""), ("filter=a=b", "a=b"), ("aadOptscim062020", nil),
    ])
    func `a query is decoded as a form`(query: String, filter: String?) throws {
        #expect(try QueryParameters(query)["filter"] == filter)
    }

    @Test(arguments: ["filter=%", "filter=%4", "filter=%zz", "filter=%FF"])
    func `what encodes no text is refused`(query: String) throws {
        let error = try #require(throws: SCIMError.self) { try QueryParameters(query) }
        #expect(error.scimType == .invalidSyntax)
    }
}
