internal import Glibc
internal import SCIM
internal import SCIMProvider
internal import Testing

@testable internal import SCIMStore

/// What it takes to find the groups of many.
struct GroupSearchTests {
    private static let groupCount = 150
    private static let userCount = 50

    private let store: SQLiteStore
    private let network: Network

    /// Groups that are all in each other, with users who are in all of them.
    init() throws {
        store = try SQLiteStore.temporary()
        network = try store.createNetwork(named: "acme", at: DateTime(microseconds: 0))
        let actor = Actor(tokenID: nil, requestID: "r1", time: DateTime(microseconds: 1))
        let meta = Meta(created: actor.time, lastModified: actor.time, version: 1)
        let ids = (0..<Self.groupCount).map { "g\($0)" }
        let members = try (ids + (0..<Self.userCount).map { "u\($0)" })
            .map { try #require(Member(["value": .string($0)])) }
        try store.write(network) { writer in
            for id in ids {
                let group = Resource(type: .group, id: id, attributes: ["displayName": .string(id)], meta: meta)
                _ = try writer.insert(Revision(group), members: members, by: actor)
            }
        }
    }

    /// The least processor time that it took, in nanoseconds: how busy the machine is does not matter.
    private func time(of users: Int) throws -> Int {
        try store.read(in: network) { reader in
            let reader = try #require(reader as? SQLiteReader)
            let times = try (0..<5)
                .map { _ in
                    let start = Self.processorTime
                    var groups = GroupSearch(reader)
                    for user in 0..<users {
                        let found = try groups.memberships(of: "u\(user)")
                        #expect(found.count == Self.groupCount)
                    }
                    return Self.processorTime - start
                }
            return times.min() ?? 0
        }
    }

    private static var processorTime: Int {
        var time = timespec()
        unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return time.tv_sec * 1_000_000_000 + time.tv_nsec
    }

    /// To look up all memberships for each of them takes fifty times as long.
    @Test func `groups that are all in each other are looked up once for all who are in them`() throws {
        let ratio = try Double(time(of: Self.userCount)) / Double(time(of: 1))
        #expect(ratio < 20)
    }
}
