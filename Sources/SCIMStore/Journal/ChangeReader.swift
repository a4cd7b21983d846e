internal import SCIM
package import SCIMProvider

/// Reads the changes of a network in their order, from one on.
///
/// The order of the numbers is the order of the commits: a number is given inside a transaction that writes, of which
/// there is one at a time, as the highest number there is and one more. So who has seen a number has seen all lower ones
/// there will ever be, and nothing comes in behind.
package final class ChangeReader {
    /// How many bytes of documents are read at once, more or less.
    private static let maximumSize = 16 << 20

    private let path: String
    private let connection: SQLConnection
    private let definitions: DefinitionCache
    private let network: Network
    private let created: Int64
    private var chain: ChangeChain
    /// All changes up to this number have been given.
    private var position: Int64
    /// The state of the database that has no further changes.
    private var exhausted: Int64?

    /// A reader of the changes after number `seq`, or of all changes; throws `ChangesError` when some of them are not
    /// there any more.
    package init(of network: Network, after seq: Int64, in store: SQLiteStore) throws {
        self.network = network
        path = store.path
        definitions = store.definitions
        chain = ChangeChain(network: network.key.value)
        position = seq
        connection = try SQLConnection(path: path, isReadOnly: true)
        created = try Self.created(network, in: connection)
        try StoreError.withReasons(path) {
            try connection.withSnapshot { [connection] _ in
                try Self.checkKept(seq, of: network, in: connection)
                try Self.checkKnown(seq, of: network, in: connection)
            }
        }
    }

    /// The changes that come next, `limit` at most; none when there are none now.
    ///
    /// To ask when nothing has happened costs next to nothing.
    package func next(limit: Int) throws -> [RecordedChange] {
        try StoreError.withReasons(path) {
            try connection.withSnapshot { version in
                guard version != exhausted else { return [] }
                guard try Self.created(network, in: connection) == created else {
                    throw ChangesError.gone(network: network.name)
                }
                try Self.checkKept(position, of: network, in: connection)
                let (changes, isLast) = try read(limit: limit)
                if isLast { exhausted = version }
                return changes
            }
        }
    }

    private func read(limit: Int) throws -> (changes: [RecordedChange], isLast: Bool) {
        let keys = try DefinitionCache.keys(for: network.key, in: connection)
        let types = try definitions.types(of: keys, in: connection).types
        var changes: [RecordedChange] = []
        var size = 0
        var isFull = false
        try connection.each(
            """
            SELECT seq, time, operation, type, resource, version, before, members FROM journal
            WHERE seq > ? AND network = ? AND operation IN ('create', 'update', 'delete') ORDER BY seq
            """,
            [.integer(position), .integer(network.key.value)]
        ) { row in
            let seq = row.integer(0)
            let type = types.named(row.text(3))
            guard let operation = ResourceChange.Operation(rawValue: row.text(2)) else { return true }
            let before = row.optional(6, row.bytes)
            let after = operation == .delete ? nil : try document(after: seq, of: row.text(4))
            let moves = try row.optional(7, row.bytes).map { MemberMoves(try JSON(parsing: $0)) } ?? MemberMoves()
            changes.append(
                RecordedChange(
                    seq: seq,
                    time: row.instant(1),
                    change: ResourceChange(
                        operation: operation,
                        type: row.text(3),
                        id: row.text(4),
                        version: Int(row.integer(5)),
                        before: try before.flatMap { try Self.shown($0, of: type) },
                        after: try after.flatMap { try Self.shown($0, of: type) },
                        addedMembers: moves.added,
                        removedMembers: moves.removed
                    )
                )
            )
            position = seq
            size += (before?.count ?? 0) + (after?.count ?? 0)
            isFull = changes.count >= limit || size >= Self.maximumSize
            return !isFull
        }
        // What other networks have changed up to now need not be passed over again.
        if !isFull { position = max(position, try Self.latest(in: connection)) }
        return (changes, !isFull)
    }

    /// What a resource was after a change: what it was before the next one, or what it is now.
    private func document(after seq: Int64, of resource: String) throws -> [UInt8]? {
        if let next = try chain.following(seq, of: resource, in: connection) {
            return try connection.first("SELECT before FROM journal WHERE seq = ?", [.integer(next)]) { row in
                row.optional(0, row.bytes)
            } ?? nil
        }
        return try connection.first(
            "SELECT document FROM resource WHERE network = ? AND id = ?",
            [.integer(network.key.value), .text(resource)]
        ) { $0.bytes(0) }
    }

    /// A document of the past without what is no longer sent.
    private static func shown(_ document: [UInt8], of type: ResourceType?) throws -> JSONObject? {
        guard let object = try JSON(parsing: document).object else { return nil }
        return type.map { Projection.standard.applied(to: object, of: $0) } ?? object
    }
}

// What may be asked for.
extension ChangeReader {
    private static func checkKept(_ seq: Int64, of network: Network, in db: SQLConnection) throws {
        let deleted = try db.first("SELECT seq FROM retention WHERE network = ?", [.integer(network.key.value)]) {
            $0.integer(0)
        }
        if let deleted, deleted > seq { throw ChangesError.deleted(network: network.name, after: seq, upTo: deleted) }
    }

    private static func checkKnown(_ seq: Int64, of network: Network, in db: SQLConnection) throws {
        let lost = try db.first("SELECT 1 FROM restoration WHERE ?1 > last AND ?1 < next", [.integer(seq)]) { _ in true
        }
        guard lost == nil else { throw ChangesError.lost(network: network.name, after: seq) }
        let start = try db.first("SELECT start FROM network WHERE key = ?", [.integer(network.key.value)]) {
            $0.integer(0)
        }
        guard seq == 0 || seq >= start ?? 0 else { throw ChangesError.remade(network: network.name, after: seq) }
        let latest = try latest(in: db)
        guard seq <= latest else { throw ChangesError.unknown(network: network.name, after: seq, latest: latest) }
    }

    /// The highest number that any change has had.
    static func latest(in db: SQLConnection) throws -> Int64 {
        try db.first(
            "SELECT max(coalesce((SELECT max(seq) FROM journal), 0), coalesce((SELECT max(seq) FROM retention), 0))",
            []
        ) { $0.integer(0) } ?? 0
    }

    /// When the network was made: the key of one that was deleted may be another's.
    private static func created(_ network: Network, in db: SQLConnection) throws -> Int64 {
        let created = try db.first(
            "SELECT created FROM network WHERE key = ? AND name = ?",
            [.integer(network.key.value), .text(network.name)]
        ) { $0.integer(0) }
        guard let created else { throw ChangesError.gone(network: network.name) }
        return created
    }
}
