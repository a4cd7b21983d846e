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
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, (SELECT change FROM resource WHERE key = ?))
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
