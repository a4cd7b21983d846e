internal import GRDB
internal import SCIM
internal import SCIMProvider

/// Answers lookups inside a transaction.
struct SQLiteReader: ResourceReader {
    static let resourceColumns = "id, version, created, lastModified, document, unsent, key"

    let db: Database
    let catalogue: AttributeCatalogue
    let resourceTypes: [ResourceType]

    func credential(hash: [UInt8]) throws -> Credential? {
        try db.first(
            """
            SELECT token.id, token.network, network.name, network.settings, token.expires, token.revoked
            FROM token JOIN network ON network.key = token.network WHERE token.hash = ?
            """,
            [.blob(hash)]
        ) { row in
            Credential(
                tokenID: row.integer(0),
                network: Network(key: .init(row.integer(1)), name: row.text(2), settings: row.settings(3)),
                hash: hash,
                expires: row.optional(4, row.instant),
                revoked: row.optional(5, row.instant)
            )
        }
    }

    func record(
        id: String,
        of type: ResourceType,
        in network: Network.Key,
        with relations: Relations
    ) throws -> StoredResource? {
        let found = try db.first(
            "SELECT \(Self.resourceColumns) FROM resource WHERE network = ? AND id = ? AND type = ?",
            [.integer(network.value), .text(id), .text(type.name)],
            StoredResource.init
        )
        guard var resource = found else { return nil }
        try load(relations, of: &resource, in: network)
        return resource
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
}

extension StoredResource {
    /// Reads the columns of `SQLiteReader.resourceColumns`.
    init(_ row: SQLRow) {
        self.init(
            key: row.integer(6),
            id: row.text(0),
            meta: Meta(created: row.instant(2), lastModified: row.instant(3), version: Int(row.integer(1))),
            document: row.bytes(4),
            unsent: row.optional(5, row.bytes)
        )
    }
}

extension SQLRow {
    /// The settings of a network; the usual ones cost no reading.
    func settings(_ column: Int32) -> NetworkSettings {
        let bytes = bytes(column)
        guard bytes.count > 2, let object = try? JSON(parsing: bytes).object else { return NetworkSettings() }
        return NetworkSettings(object)
    }
}
