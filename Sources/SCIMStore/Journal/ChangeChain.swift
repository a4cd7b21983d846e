/// Finds the change that followed another one on the same resource.
///
/// A row of the journal names the one before it, and a resource its latest one. So a chain is walked from its end, and
/// what the walk passes is kept until it is asked for: each row is walked over once, however many changes a resource has
/// had.
struct ChangeChain {
    /// How many steps are remembered at most; beyond that they are walked again.
    private static let maximumCount = 1_000_000

    private let network: Int64
    /// The change that followed one, by the number of that.
    private var following: [Int64: Int64] = [:]

    init(network: Int64) {
        self.network = network
    }

    /// The number of the change that followed one, or `nil` when that is the latest of its resource.
    ///
    /// An answer is given once, for changes are told in their order.
    mutating func following(_ seq: Int64, of resource: String, in db: SQLConnection) throws -> Int64? {
        if let known = following.removeValue(forKey: seq) { return known }
        if following.count > Self.maximumCount { following = [:] }
        var later = try latestChange(of: resource, in: db) ?? 0
        guard later != seq else { return nil }
        while later > seq, let earlier = try previous(of: later, in: db), earlier >= seq {
            guard earlier > seq else { return later }
            following[earlier] = later
            later = earlier
        }
        // Before shape 5 of the database, what was made again did not name what was before.
        return try db.first(
            """
            SELECT seq FROM journal WHERE seq > ? AND network = ? AND resource = ?
                AND operation IN ('create', 'update', 'delete')
            ORDER BY seq LIMIT 1
            """,
            [.integer(seq), .integer(network), .text(resource)]
        ) { $0.integer(0) }
    }

    private func latestChange(of resource: String, in db: SQLConnection) throws -> Int64? {
        try db.first(
            """
            SELECT coalesce(
                (SELECT change FROM resource WHERE network = ?1 AND id = ?2),
                (SELECT change FROM tombstone WHERE network = ?1 AND resource = ?2)
            )
            """,
            [.integer(network), .text(resource)]
        ) { $0.optional(0, $0.integer) } ?? nil
    }

    private func previous(of seq: Int64, in db: SQLConnection) throws -> Int64? {
        try db.first("SELECT previous FROM journal WHERE seq = ?", [.integer(seq)]) { $0.optional(0, $0.integer) }
            ?? nil
    }
}
