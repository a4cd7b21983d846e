internal import SCIM
internal import SCIMProvider

extension SQLiteWriter {
    /// What the journal calls a change.
    enum Operation: String {
        case create
        case update
        case delete
    }

    func journal(
        _ operation: Operation,
        of resource: Resource,
        before: [UInt8]?,
        _ moves: MemberMoves,
        by actor: Actor
    ) throws {
        try db.run(
            """
            INSERT INTO journal (network, time, token, request, operation, type, resource, version, before, members)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .integer(network.key.value), .integer(actor.time.microseconds), SQLValue(actor.tokenID),
                SQLValue(actor.requestID), .text(operation.rawValue), .text(resource.type.name), .text(resource.id),
                .integer(Int64(resource.meta.version)), SQLValue(utf8: before),
                moves.isEmpty ? .null : .utf8(moves.json.bytes),
            ]
        )
    }
}
