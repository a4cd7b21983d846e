internal import SCIM
internal import SCIMProvider

/// Answers lookups in one network inside a transaction.
struct SQLiteReader: ResourceReader {
    static let resourceColumns = "id, version, created, lastModified, document, unsent, key"

    let db: SQLConnection
    let network: Network
    let definitions: DefinitionCache

    /// The numbers of the network's indexed attributes.
    var catalogue: AttributeCatalogue {
        get throws { try definitions.types(of: network.definitions, in: db).catalogue }
    }

    /// The columns of a resource that is answered with: whether it is in any group, which most are not, is read along.
    static let answerColumns = """
        \(resourceColumns), EXISTS (
            SELECT 1 FROM member WHERE member.network = resource.network AND member.memberID = resource.id
        )
        """

    private static let record = "SELECT \(answerColumns) FROM resource WHERE network = ? AND id = ? AND type = ?"

    func record(id: String, of type: ResourceType, with relations: Relations) throws -> StoredResource? {
        try db.first(Self.record, [.integer(network.key.value), .text(id), .text(type.name)]) { row in
            try answer(row, with: relations)
        }
    }

    /// Reads `answerColumns`, and the relations that are asked for.
    func answer(_ row: SQLRow, with relations: Relations) throws -> StoredResource {
        var resource = StoredResource(row)
        if relations.contains(.members) { resource.members = try members(of: resource.key) }
        if relations.contains(.memberships), row.integer(7) == 1 {
            resource.memberships = try memberships(of: resource.id)
        }
        return resource
    }

    func typeName(of id: String) throws -> String? {
        try db.first(
            "SELECT type FROM resource WHERE network = ? AND id = ?",
            [.integer(network.key.value), .text(id)]
        ) { $0.text(0) }
    }

    func isChanged(_ id: String, by requestID: String, since instant: DateTime) throws -> Bool {
        var isChanged = false
        try db.each(
            "SELECT time, request FROM journal WHERE network = ? AND resource = ? ORDER BY seq DESC",
            [.integer(network.key.value), .text(id)]
        ) { row in
            guard row.instant(0) >= instant else { return false }
            isChanged = row.text(1) == requestID
            return !isChanged
        }
        return isChanged
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
