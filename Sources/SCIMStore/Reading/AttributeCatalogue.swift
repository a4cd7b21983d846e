internal import GRDB
internal import SCIM

/// The numbers that stand for indexed attributes in the database.
struct AttributeCatalogue: Sendable {
    private struct Entry: Hashable {
        let type: String
        let path: String
    }

    private let keys: [Entry: Int64]

    /// Reads the numbers of the types' attributes, and gives new ones to attributes that are new.
    init(of types: [ResourceType], in connection: DatabaseQueue) throws {
        keys = try connection.write { db in
            var keys: [Entry: Int64] = [:]
            for type in types {
                for path in type.indexedPaths {
                    try db.execute(
                        sql: "INSERT OR IGNORE INTO attribute (type, path) VALUES (?, ?)",
                        arguments: [type.name, path.description]
                    )
                    keys[Entry(type: type.name, path: path.description)] = try Int64.fetchOne(
                        db,
                        sql: "SELECT key FROM attribute WHERE type = ? AND path = ?",
                        arguments: [type.name, path.description]
                    )
                }
            }
            return keys
        }
    }

    /// The number of an attribute, or `nil` when it has no index.
    func key(of path: AttributePath, type: ResourceType) -> Int64? {
        keys[Entry(type: type.name, path: path.description)]
    }
}
