internal import Testing

@testable internal import Rehearsal

struct JobStateTests {
    private let state: JobState

    init() throws {
        state = try JobState(path: ":memory:", tenant: try #require(TenantURL("https://h/scim")))
    }

    private func link(_ source: String, _ target: String?) -> Link {
        var link = Link(source: source, name: "\(source)@x")
        link.target = target
        return link
    }

    @Test func `an account belongs to one object`() throws {
        try state.save(link("1", "A"), .user)
        try state.save(link("2", "B"), .user)
        for thief in [link("3", "A"), link("2", "A")] {
            let failure = try #require(throws: ServiceFailure.self) { try state.save(thief, .user) }
            #expect(failure.code == "DuplicateSourceEntries")
        }
        try state.save(link("1", "A"), .user)
        try state.save(link("1", "A"), .group)
        let links = try state.links(.user)
        #expect(links.count == 2 && links["1"]?.target == "A" && links["2"]?.target == "B")
    }

    @Test func `objects without an account do not meet`() throws {
        try state.save(link("1", nil), .user)
        try state.save(link("2", nil), .user)
        let links = try state.links(.user)
        #expect(links.count == 2)
    }

    @Test func `who loses the account is in no group`() throws {
        for source in ["1", "2"] { try state.save(link(source, source), .user) }
        try state.save(["1", "2"], of: "team", areMembers: true)
        try state.save(link("1", nil), .user)
        var members = try state.members()
        #expect(members["team"] == Set(["2"]))
        // Who has none yet has nothing to lose.
        try state.save(link("3", nil), .user)
        members = try state.members()
        #expect(members["team"] == Set(["2"]))
    }

    @Test func `what failed waits for its cycle`() throws {
        for (source, kind, failures) in [("1", .user, 0), ("2", .user, 1), ("3", .user, 2), ("t", .group, 1)]
            as [(String, ObjectKind, Int)]
        {
            var link = link(source, nil)
            link.failures = failures
            link.retryCycle = 4
            try state.save(link, kind)
        }
        let ofPeople = try state.waiting([.user])
        let all = try state.waiting([.user, .group])
        #expect(ofPeople == [4: 2] && all == [4: 3])
    }

    @Test func `who is in the directory keeps the account`() throws {
        try state.save(link("1", "A"), .user)
        let failure = try #require(throws: ServiceFailure.self) {
            try state.claim("A", for: link("2", nil), .user, gone: ["3"])
        }
        #expect(failure.code == "DuplicateSourceEntries" && failure.reason.contains("1@x"))
        let holder = try state.source(of: "A", .user)
        #expect(holder == "1")
    }

    @Test func `a row under a new identifier goes on where the old one was`() throws {
        var old = link("1", "A")
        old.status = .disabled
        old.manager = "boss"
        old.fingerprint = "told"
        try state.save(old, .user)
        try state.save(["1", "other"], of: "team", areMembers: true)
        var new = link("2", nil)
        new.failures = 1
        try state.save(new, .user)
        let claimed = try state.claim("A", for: new, .user, gone: ["1"])
        #expect(claimed.target == "A" && claimed.status == .disabled && claimed.manager == "boss")
        #expect(claimed.name == "2@x" && claimed.fingerprint.isEmpty && claimed.failures == 1)
        let links = try state.links(.user)
        let members = try state.members()
        #expect(links.count == 1 && links["2"] == claimed)
        #expect(members["team"] == Set(["2", "other"]))
        // The answer to what follows may be lost, and the match is done again.
        let again = try state.claim("A", for: new, .user, gone: ["1"])
        #expect(again == claimed)
    }
}
