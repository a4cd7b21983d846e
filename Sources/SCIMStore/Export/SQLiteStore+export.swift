package import SCIM
package import SCIMProvider

extension SQLiteStore {
    /// Gives `body` all resources of some types with their members, in one state of the database.
    ///
    /// They come type after type, each in the order in which they were made. Returns the number of the latest change in
    /// that state.
    package func export(
        _ types: [ResourceType],
        of network: Network,
        _ body: (ResourceType, StoredResource) throws -> Void
    ) throws -> Int64 {
        try look { db in
            for type in types {
                try db.each(
                    "SELECT \(AnswerColumns.resource.sql) FROM resource WHERE network = ? AND type = ? ORDER BY key",
                    [.integer(network.key.value), .text(type.name)]
                ) { row in
                    var resource = StoredResource(row)
                    if type.memberAttribute != nil { resource.members = try members(of: resource.key, in: db) }
                    try body(type, resource)
                    return true
                }
            }
            return try ChangeReader.latest(in: db)
        }
    }

    /// The members of a group by their identifiers, an order that is the same wherever they are.
    private func members(of key: Int64, in db: SQLConnection) throws -> [StoredMember] {
        try db.all(
            "SELECT memberID, display FROM member WHERE groupKey = ? ORDER BY memberID",
            [.integer(key)]
        ) { StoredMember(id: $0.text(0), type: nil, display: $0.optional(1, $0.text)) }
    }

    /// Gives `body` the values of columns of the view `users` for each user of a network, in one state of the database.
    package func exportUsers(
        of network: Network,
        columns: [String],
        _ body: ([String?]) throws -> Void
    ) throws {
        try look { db in
            try db.each(
                "SELECT \(columns.joined(separator: ", ")) FROM users WHERE network = ? ORDER BY id",
                [.text(network.name)]
            ) { row in
                try body(columns.indices.map { row.optional(Int32($0), row.text) })
                return true
            }
        }
    }
}
