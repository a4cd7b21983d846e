internal import SCIMProvider

/// Finds the groups that resources of a network are in, those of their groups included.
///
/// What is found out about a group serves all resources of a page. Groups may contain each other in any number, which is no
/// reason to go through all of them for each of their members.
struct GroupSearch {
    /// How many memberships of groups in groups are followed for one resource; groups behind them are not told.
    static let maximumSteps = 5_000

    private struct Group {
        let key: Int64
        let id: String
        let type: String
        let display: String?
    }

    private let reader: SQLiteReader
    /// The groups that groups are in, by the keys of these.
    private var parents: [Int64: [Group]] = [:]
    /// How many memberships of groups were followed so far, for all resources.
    private(set) var steps = 0

    init(_ reader: SQLiteReader) {
        self.reader = reader
    }

    /// The groups of a resource, in the order in which they were made.
    mutating func memberships(of id: String) throws -> [Membership] {
        var found = try groups(of: id)
        let directCount = found.count
        var keys = Set(found.map(\.key))
        var (place, end) = (0, steps + Self.maximumSteps)
        while place < found.count, steps < end {
            for parent in try parents(of: found[place]) where keys.insert(parent.key).inserted { found.append(parent) }
            place += 1
        }
        return found.enumerated().sorted { $0.element.key < $1.element.key }
            .map { place, group in
                Membership(id: group.id, type: group.type, display: group.display, isDirect: place < directCount)
            }
    }

    private mutating func parents(of group: Group) throws -> [Group] {
        let found = try parents[group.key] ?? groups(of: group.id, limit: Self.maximumSteps)
        parents[group.key] = found
        steps += 1 + found.count
        return found
    }

    private func groups(of id: String, limit: Int = -1) throws -> [Group] {
        try reader.db.all(
            """
            SELECT resource.key, resource.id, resource.type, resource.document ->> '$.displayName'
            FROM member JOIN resource ON resource.key = member.groupKey
            WHERE member.network = ? AND member.memberID = ? ORDER BY member.groupKey LIMIT ?
            """,
            [.integer(reader.network.key.value), .text(id), .integer(Int64(limit))]
        ) { row in
            Group(key: row.integer(0), id: row.text(1), type: row.text(2), display: row.optional(3, row.text))
        }
    }
}
