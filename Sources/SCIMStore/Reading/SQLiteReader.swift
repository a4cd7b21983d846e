internal import GRDB
internal import SCIM
internal import SCIMProvider

/// Answers lookups inside a transaction.
struct SQLiteReader: ResourceReader {
    static let resourceColumns = "id, version, created, lastModified, document, unsent"

    let db: Database
    let catalogue: AttributeCatalogue

    func credential(hash: [UInt8]) throws -> Credential? {
        try db.first(
            """
            SELECT token.id, token.network, network.name, token.expires, token.revoked
            FROM token JOIN network ON network.key = token.network WHERE token.hash = ?
            """,
            [.blob(hash)]
        ) { row in
            Credential(
                tokenID: row.integer(0),
                network: Network(key: .init(row.integer(1)), name: row.text(2)),
                hash: hash,
                expires: row.optional(3, row.instant),
                revoked: row.optional(4, row.instant)
            )
        }
    }

    func isChanged(_ id: String, by requestID: String, in network: Network.Key) throws -> Bool {
        // A request is repeated within moments, so the journal's last entries tell.
        try db.first(
            """
            SELECT 1 FROM (
                SELECT request FROM journal WHERE network = ? AND resource = ? ORDER BY seq DESC LIMIT 16
            ) WHERE request = ?
            """,
            [.integer(network.value), .text(id), .text(requestID)]
        ) { _ in true } ?? false
    }

    func record(id: String, of type: ResourceType, in network: Network.Key) throws -> StoredResource? {
        try db.first(
            "SELECT \(Self.resourceColumns) FROM resource WHERE network = ? AND id = ? AND type = ?",
            [.integer(network.value), .text(id), .text(type.name)],
            StoredResource.init
        )
    }
}

extension StoredResource {
    /// Reads the columns of `SQLiteReader.resourceColumns`.
    init(_ row: SQLRow) {
        self.init(
            id: row.text(0),
            meta: Meta(created: row.instant(2), lastModified: row.instant(3), version: Int(row.integer(1))),
            document: row.bytes(4),
            unsent: row.optional(5, row.bytes)
        )
    }
}
