internal import HTTPTypes
internal import SCIM
internal import Testing

@testable internal import SCIMProvider

/// What groups cost those who are in them, and what is told of them (RFC 7643 §4.1.2, `groups`).
struct GroupSearchTests {
    private let service: TestService

    init() throws {
        service = try TestService(hasDefinitions: false)
    }

    private func group(_ name: String, _ members: [String]) -> String {
        let values = members.map { JSON.object(["value": .string($0)]) }
        return service.post(["displayName": .string(name), "members": .array(values)], to: "/Groups").id
    }

    private func groups(of answer: TestService.Answer) -> [[String?]] {
        (answer.object["groups"]?.array ?? [])
            .map { [$0.object?["display"]?.string, $0.object?["type"]?.string] }
    }

    @Test func `those of groups are told as indirect, each once, and nobody is his own`() {
        let ann = service.user("ann")
        let inner = group("inner", [ann])
        let middle = group("middle", [inner, ann])
        let outer = group("outer", [middle, inner])
        _ = group("other", ["nobody"])
        let found = service.get("/Users/\(ann)")
        #expect(groups(of: found) == [["inner", "direct"], ["middle", "direct"], ["outer", "indirect"]])
        // In a circle too.
        _ = service.patch("/Groups/\(inner)", ["op": "add", "path": "members", "value": [["value": .string(outer)]]])
        #expect(service.get("/Users/\(ann)").object["groups"] == found.object["groups"])
        let listed = service.get("/Users").object["Resources"]?.array?.first
        #expect(listed?.object?["groups"] == found.object["groups"])
        let searched = service.get("/Users", ["filter": #"groups.display eq "outer""#])
        #expect(searched.ids == [ann])
    }

    @Test func `groups that are all in each other are all told`() {
        let count = 150
        let ids = (0..<count).map { group("g\($0)", []) }
        let users = (0..<50).map { service.user("u\($0)") }
        for id in ids {
            let members = (ids + users).map { JSON.object(["value": .string($0)]) }
            _ = service.patch("/Groups/\(id)", ["op": "add", "path": "members", "value": .array(members)])
        }
        let listed = service.get("/Users", ["count": "50"]).object["Resources"]?.array ?? []
        #expect(listed.count == 50)
        #expect(listed.allSatisfy { $0.object?["groups"]?.array?.count == count })
    }

    @Test(
        arguments: [
            (#"id eq "$G" and members eq "$U""#, true), (#"members eq "$U" and id eq "$G""#, true),
            (#"id eq "$G" and members eq "$V""#, false), (#"id eq "$G" and members[value eq "$U"]"#, true),
            (#"displayName eq "G" and members.value eq "$U""#, true),
            (#"displayName sw "G" and members eq "$U""#, true), (#"displayName sw "H" and members eq "$U""#, false),
            (#"members eq "$U" and members eq "$W""#, true), (#"members eq "$U" and members eq "$V""#, false),
            (#"members eq "$U" and not (displayName pr)"#, false),
            (#"id eq "$G" and members[type eq "User" and value eq "$U"]"#, true),
            (#"id eq "$G" and members[type eq "Group" and value eq "$U"]"#, false),
            (#"members[type eq "Group" and value eq "$U"] and displayName sw "G""#, false),
        ]
    )
    func `whether somebody is in a group is asked in any way`(filter: String, isFound: Bool) {
        let (user, other, stranger) = (service.user("u"), service.user("w"), service.user("v"))
        let id = group("G", [user, other])
        _ = group("H", [other])
        let text = ["$G": id, "$U": user, "$V": stranger, "$W": other]
            .reduce(filter) { $0.replacing($1.key, with: $1.value) }
        for query in [["filter": text], ["filter": text, "cursor": ""], ["filter": text, "count": "0"]] {
            let answer = service.get("/Groups", query)
            #expect(answer.status == 200 && answer.object["totalResults"] == (isFound ? 1 : 0), "\(text)")
            #expect(answer.ids == (isFound && query["count"] == nil ? [id] : []))
        }
    }
}
