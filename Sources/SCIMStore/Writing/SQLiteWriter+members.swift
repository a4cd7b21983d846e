internal import SCIM
internal import SCIMProvider

// The rows of `member`. A change touches the rows it is about, whatever the size of the group.
extension SQLiteWriter {
    /// How many steps of a PATCH's effort it takes to read a member.
    private static let stepsOfMember = 50

    /// Makes one step of a change; those that look through the members must not do so too often in one request.
    func change(
        _ change: MemberChange,
        of group: Int64,
        _ moves: inout MemberMoves,
        _ effort: PatchEffort
    ) throws {
        switch change {
        case .add(let members):
            for member in members { try add(member, to: group, &moves) }
        case .remove(let ids):
            for id in ids { try remove(id, from: group, &moves) }
        case .removeMatching(let filter):
            let members = try reader.members(of: group)
            try effort.spend(members.count * filter.comparisonCount)
            try effort.note(members.count * Self.stepsOfMember)
            for member in members where filter.matches(member.json(baseURL: "", network.resourceTypes)) {
                try remove(member.id, from: group, &moves)
            }
        case .replace(let members):
            // As bytes, see `Hasher.combine(bytesOf:)`.
            let wanted = Set(members.map { Array($0.id.utf8) })
            let present = try reader.members(of: group)
            for member in present where !wanted.contains(Array(member.id.utf8)) {
                try remove(member.id, from: group, &moves)
            }
            for member in members { try add(member, to: group, &moves) }
        }
    }

    /// Takes a resource that is deleted out of its groups, each of which changes by that.
    func leaveGroups(_ resource: Resource, key: Int64, by actor: Actor) throws {
        let member: [SQLValue] = [.integer(network.key.value), .text(resource.id)]
        let groups = try db.all("SELECT groupKey FROM member WHERE network = ? AND memberID = ?", member) {
            $0.integer(0)
        }
        guard !groups.isEmpty else { return }
        try db.run("DELETE FROM member WHERE network = ? AND memberID = ?", member)
        let types = try reader.definitions.types(of: network.definitions, in: db).types
        for group in groups where group != key {
            let stored = try db.first(
                "SELECT \(AnswerColumns.resource.sql), type FROM resource WHERE key = ?",
                [.integer(group)]
            ) { (resource: StoredResource($0), type: $0.text(AnswerColumns.resource.count)) }
            // A group of a type that is not served changes as well.
            guard let stored, let type = types.named(stored.type) else { continue }
            let before = try stored.resource.resource(of: type)
            let amendment = Amendment(of: stored.resource, before, to: before.attributes, at: actor.time)
            guard let revision = amendment.revision else { continue }
            let after = revision.resource
            let moves = MemberMoves(removed: [resource.id])
            let change = try journal(.update, of: after, key: group, before: stored.resource.document, moves, by: actor)
            try db.run(
                "UPDATE resource SET version = ?, lastModified = ?, ending = ?, change = ? WHERE key = ?",
                [
                    .integer(Int64(after.meta.version)), .integer(after.meta.lastModified.microseconds),
                    .utf8(revision.ending), .integer(change), .integer(group),
                ]
            )
            try moveValues(amendment.removedValues, amendment.addedValues, of: after, key: group)
        }
    }

    private func add(_ member: Member, to group: Int64, _ moves: inout MemberMoves) throws {
        try db.run(
            "INSERT OR IGNORE INTO member (groupKey, memberID, network, display) VALUES (?, ?, ?, ?)",
            [.integer(group), .text(member.id), .integer(network.key.value), SQLValue(member.display)]
        )
        if db.changesCount > 0 { moves.added.append(member.id) }
    }

    private func remove(_ id: String, from group: Int64, _ moves: inout MemberMoves) throws {
        try db.run("DELETE FROM member WHERE groupKey = ? AND memberID = ?", [.integer(group), .text(id)])
        if db.changesCount > 0 { moves.removed.append(id) }
    }
}
