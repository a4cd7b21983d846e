internal import HTTPTypes
internal import SCIM
internal import Testing

@testable internal import SCIMProvider

/// RFC 7644 §3.4.2.1: resources of several types in one list.
struct RootQueryTests {
    private let service: TestService
    private let user: String
    private let inner: String
    private let outer: String

    init() throws {
        service = try TestService(hasDefinitions: false)
        user = service.user("ann", ["title": "T"])
        inner = Self.group("inner", user, service)
        outer = Self.group("outer", inner, service)
    }

    private static func group(_ name: String, _ member: String, _ service: TestService) -> String {
        let members: JSON = [["value": .string(member)]]
        let body: JSON = [
            "schemas": [.string(Schema.group.id)], "displayName": .string(name), "members": members,
        ]
        return service.send(.post, "/Groups", body).id
    }

    /// `groups` is an attribute of users alone, though groups are members of groups too.
    @Test(
        arguments: [
            [:], ["sortBy": "id"], ["filter": "displayName pr or userName pr"], ["attributes": "groups,members"],
        ] as [[String: String]]
    )
    func `a resource has the attributes of its type`(query: [String: String]) throws {
        let found = service.get("", query).object["Resources"]?.array?.compactMap(\.object) ?? []
        #expect(found.count == 3)
        for resource in found {
            let isUser = resource["id"] == .string(user)
            #expect((resource["groups"] != nil) == isUser, "\(resource)")
            #expect((resource["members"] != nil) == !isUser, "\(resource)")
        }
    }

    @Test func `an attribute that a type does not have is without a value in it`() {
        let expected: [(String, [String])] = [
            (#"userName ne "ann""#, [inner, outer]), (#"userName ne "bob""#, [user, inner, outer]),
            (#"not (userName eq "ann")"#, [inner, outer]), ("userName eq null", [inner, outer]),
            ("userName ne null", [user]), ("not (userName pr)", [inner, outer]), (#"userName gt "a""#, [user]),
            (#"members[value ne "x"]"#, [inner, outer]), (#"emails[type eq "work"].value ne "x""#, []),
            (#"title ne "T" and members pr"#, [inner, outer]),
        ]
        for (filter, ids) in expected {
            #expect(service.get("", ["filter": filter]).ids == ids, "\(filter)")
        }
    }
}
