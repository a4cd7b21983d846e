internal import SCIM
internal import Testing

struct ProjectionTests {
    private static let user: JSONObject = [
        "id": "2819c223", "userName": "jane", "title": "Engineer", "name": ["givenName": "Jane", "familyName": "Doe"],
    ]

    @Test func `a name that is written very often costs no more than one`() {
        let list = String(repeating: "title,,name.givenName , nobodyHasThis,", count: 50_000)
        let duration = processorTime {
            let only = Projection(attributes: list, excludedAttributes: nil, of: .user)
            let rest = Projection(attributes: nil, excludedAttributes: list, of: .user)
            for _ in 1...200 {
                #expect(
                    only.applied(to: Self.user, of: .user)
                        == ["id": "2819c223", "title": "Engineer", "name": ["givenName": "Jane"]]
                )
                #expect(
                    rest.applied(to: Self.user, of: .user)
                        == ["id": "2819c223", "userName": "jane", "name": ["familyName": "Doe"]]
                )
            }
        }
        #expect(duration < .seconds(10))
    }
}
