internal import SCIM
internal import SCIMProvider

/// Answers lookups in one network inside a transaction.
struct SQLiteReader: ResourceReader {
    let db: SQLConnection
    let network: Network
    let definitions: DefinitionCache

    /// The numbers of the network's indexed attributes.
    var catalogue: AttributeCatalogue {
        get throws { try definitions.types(of: network.definitions, in: db).catalogue }
    }

    /// Behind how many later changes of a resource one is still looked for, so that what is changed all the time costs
    /// no more than other resources.
    private static let maximumLaterChanges = 8

    private static let record = """
        SELECT \(AnswerColumns.all.sql) FROM resource WHERE network = ? AND id = ? AND type = ?
        """

    func record(id: String, of type: ResourceType, with relations: Relations) throws -> StoredResource? {
        var groups = GroupSearch(self)
        return try db.first(Self.record, [.integer(network.key.value), .text(id), .text(type.name)]) { row in
            try answer(row, with: relations, &groups).stored
        }
    }

    /// The resource of a row, with the relations that are asked for; the columns must have what these are found by.
    func answer(
        _ row: SQLRow,
        _ columns: AnswerColumns = .all,
        with relations: Relations,
        _ groups: inout GroupSearch
    ) throws -> ResourceRow {
        var resource = ResourceRow(row: row, columns: columns)
        let isMember = relations.memberships && resource.isMember
        guard isMember || relations.members else { return resource }
        resource.relations = LoadedRelations(
            members: relations.members ? try members(of: resource.key) : [],
            memberships: isMember ? try groups.memberships(of: resource.id) : []
        )
        return resource
    }

    func typeName(of id: String) throws -> String? {
        try db.first(
            "SELECT type FROM resource WHERE network = ? AND id = ?",
            [.integer(network.key.value), .text(id)]
        ) { $0.text(0) }
    }

    func isChanged(_ id: String, by requestID: String, since instant: DateTime) throws -> Bool {
        var change = try latestChange(of: id)
        for _ in 0..<Self.maximumLaterChanges {
            guard let number = change else { return false }
            let record = try db.first(
                "SELECT time, request, previous FROM journal WHERE seq = ?",
                [.integer(number)]
            ) { (time: $0.instant(0), request: $0.text(1), previous: $0.optional(2, $0.integer)) }
            guard let record, record.time >= instant else { return false }
            if record.request == requestID { return true }
            change = record.previous
        }
        return false
    }

    /// The number of the journal's latest record of a resource, also of one that is gone.
    private func latestChange(of id: String) throws -> Int64? {
        let values: [SQLValue] = [.integer(network.key.value), .text(id)]
        let change = try db.first("SELECT change FROM resource WHERE network = ? AND id = ?", values) { $0.integer(0) }
        if let change { return change }
        return try db.first("SELECT change FROM tombstone WHERE network = ? AND resource = ?", values) { $0.integer(0) }
    }
}
