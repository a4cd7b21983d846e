internal import GRDB
internal import SCIM
internal import SCIMProvider

/// Answers lookups in one network inside a transaction.
struct SQLiteReader: ResourceReader {
    static let resourceColumns = "id, version, created, lastModified, document, unsent, key"

    let db: Database
    let network: Network
    let catalogue: AttributeCatalogue

    func record(id: String, of type: ResourceType, with relations: Relations) throws -> StoredResource? {
        let found = try db.first(
            "SELECT \(Self.resourceColumns) FROM resource WHERE network = ? AND id = ? AND type = ?",
            [.integer(network.key.value), .text(id), .text(type.name)],
            StoredResource.init
        )
        guard var resource = found else { return nil }
        try load(relations, of: &resource)
        return resource
    }

    func typeName(of id: String) throws -> String? {
        try db.first(
            "SELECT type FROM resource WHERE network = ? AND id = ?",
            [.integer(network.key.value), .text(id)]
        ) { $0.text(0) }
    }

    func isChanged(_ id: String, by requestID: String) throws -> Bool {
        // A request is repeated within moments, so the journal's last entries tell.
        try db.first(
            """
            SELECT 1 FROM (
                SELECT request FROM journal WHERE network = ? AND resource = ? ORDER BY seq DESC LIMIT 16
            ) WHERE request = ?
            """,
            [.integer(network.key.value), .text(id), .text(requestID)]
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
