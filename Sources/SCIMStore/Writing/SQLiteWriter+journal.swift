internal import SCIM
internal import SCIMProvider

extension SQLiteWriter {
    /// What the journal calls a change.
    enum Operation: String {
        case create
        case update
        case delete
    }

    /// Records a change, of the resource in the row `key` where there is one already; gives the number of the record.
    ///
    /// What is made again under an identifier goes on from its deletion.
    func journal(
        _ operation: Operation,
        of resource: Resource,
        key: Int64? = nil,
        before: [UInt8]? = nil,
        _ moves: MemberMoves,
        by actor: Actor
    ) throws -> Int64 {
        try db.run(
            """
            INSERT INTO journal (network, time, token, request, operation, type, resource, version, before, members,
                client, previous)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, coalesce(
                (SELECT change FROM resource WHERE key = ?12),
                (SELECT change FROM tombstone WHERE network = ?1 AND resource = ?7)
            ))
            """,
            [
                .integer(network.key.value), .integer(actor.time.microseconds), SQLValue(actor.tokenID),
                SQLValue(actor.requestID), .text(operation.rawValue), .text(resource.type.name), .text(resource.id),
                .integer(Int64(resource.meta.version)), SQLValue(utf8: before),
                moves.isEmpty ? .null : .utf8(moves.json.bytes), SQLValue(actor.client), SQLValue(key),
            ]
        )
        return db.lastInsertedRowID
    }
}
