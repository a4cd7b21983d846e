internal import SCIMProvider

extension SQLiteReader {
    func load(_ relations: Relations, of resource: inout StoredResource) throws {
        var groups = GroupSearch(self)
        try load(relations, of: &resource, isMember: nil, &groups)
    }

    /// Reads relations of a resource of which it may be known whether it is in a group.
    func load(
        _ relations: Relations,
        of resource: inout StoredResource,
        isMember: Bool?,
        _ groups: inout GroupSearch
    ) throws {
        if relations.members { resource.members = try members(of: resource.key) }
        guard try relations.memberships && isMember ?? self.isMember(resource.id) else { return }
        resource.memberships = try groups.memberships(of: resource.id)
    }

    func hasMoreMembers(than count: Int, in resource: StoredResource) throws -> Bool {
        try db.first(
            "SELECT 1 FROM member WHERE groupKey = ? LIMIT 1 OFFSET ?",
            [.integer(resource.key), .integer(Int64(count))]
        ) { _ in true } ?? false
    }

    /// The members of a group, in the order in which they were made.
    func members(of key: Int64) throws -> [StoredMember] {
        try db.all(
            """
            SELECT member.memberID, resource.type, member.display
            FROM member LEFT JOIN resource ON resource.network = member.network AND resource.id = member.memberID
            WHERE member.groupKey = ? ORDER BY resource.key, member.memberID
            """,
            [.integer(key)]
        ) { StoredMember(id: $0.text(0), type: $0.optional(1, $0.text), display: $0.optional(2, $0.text)) }
    }

    private func isMember(_ id: String) throws -> Bool {
        let values: [SQLValue] = [.integer(network.key.value), .text(id)]
        return try db.first("SELECT 1 FROM member WHERE network = ? AND memberID = ? LIMIT 1", values) { _ in true }
            ?? false
    }
}
