internal import GRDB
internal import SCIM

/// The numbers that stand for indexed attributes in the database.
struct AttributeCatalogue: Sendable {
    private struct Entry: Hashable {
        let type: String
        let path: String
    }

    private let keys: [Entry: Int64]

    /// Reads the numbers of the types' attributes; only attributes that are new make it write.
    init(of types: [ResourceType], in connection: DatabaseQueue) throws {
        let wanted = types.flatMap { type in
            type.indexedPaths.map { Entry(type: type.name, path: $0.description) }
        }
        var keys = try connection.read(Self.keys)
        if wanted.contains(where: { keys[$0] == nil }) {
            keys = try connection.write { db in
                for entry in wanted {
                    try db.run(
                        "INSERT OR IGNORE INTO attribute (type, path) VALUES (?, ?)",
                        [.text(entry.type), .text(entry.path)]
                    )
                }
                return try Self.keys(in: db)
            }
        }
        self.keys = keys
    }

    /// The number of an attribute, or `nil` when it has no index.
    func key(of path: AttributePath, type: ResourceType) -> Int64? {
        keys[Entry(type: type.name, path: path.description)]
    }

    private static func keys(in db: Database) throws -> [Entry: Int64] {
        let rows = try db.all("SELECT type, path, key FROM attribute") { row in
            (Entry(type: row.text(0), path: row.text(1)), row.integer(2))
        }
        return Dictionary(uniqueKeysWithValues: rows)
    }
}
