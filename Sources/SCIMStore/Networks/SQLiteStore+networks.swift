package import SCIM
package import SCIMProvider

extension SQLiteStore: NetworkStore {
    package func createNetwork(named name: String, at instant: DateTime) throws -> Network {
        try Network.checkName(name)
        return try change { db in
            try db.run(
                """
                INSERT OR IGNORE INTO network (key, name, created, start)
                SELECT max(lastNetwork, coalesce((SELECT max(key) FROM network), 0)) + 1, ?, ?, ? FROM era
                """,
                [.text(name), .integer(instant.microseconds), .integer(ChangeReader.latest(in: db))]
            )
            guard db.changesCount == 1 else { throw NetworkError.exists(name) }
            return Network(key: .init(db.lastInsertedRowID), name: name)
        }
    }

    package func networks() throws -> [NetworkSummary] {
        try look { db in
            try db.all(
                """
                SELECT key, name, created, settings, \(DefinitionCache.columns("network.key"))
                FROM network ORDER BY name
                """
            ) { row in
                let key = row.integer(0)
                let tokens = try db.first(
                    """
                    SELECT count(*) FILTER (
                        WHERE revoked IS NULL AND (expires IS NULL OR expires > unixepoch() * 1000000)
                    ), max(lastUsed) FROM token WHERE network = ?
                    """,
                    [.integer(key)]
                ) { (count: Int($0.integer(0)), lastUsed: $0.optional(1, $0.instant)) }
                let counts = try db.all("SELECT type, count FROM tally WHERE network = ?", [.integer(key)]) {
                    ($0.text(0), Int($0.integer(1)))
                }
                let keys = DefinitionKeys(row, at: 4)
                return NetworkSummary(
                    network: Network(
                        key: .init(key),
                        name: row.text(1),
                        settings: row.settings(3),
                        resourceTypes: try definitions.types(of: keys, in: db).types,
                        definitions: keys
                    ),
                    created: row.instant(2),
                    resources: Dictionary(uniqueKeysWithValues: counts),
                    tokens: tokens?.count ?? 0,
                    lastUsed: tokens?.lastUsed
                )
            }
        }
    }

    package func store(_ settings: NetworkSettings, for network: Network) throws {
        try change { [self] db in
            let known = try definitions.types(of: network.definitions, in: db)
            try settings.check(with: known.types)
            let rows = ValueRows(network: network.key, catalogue: known.catalogue, db: db)
            for type in known.types.all {
                for unique in UniqueValue.demanded(by: settings, of: type) {
                    guard let value = try rows.repeated(unique.index, of: type) else { continue }
                    throw NetworkError.notUnique(network: network.name, path: unique.index.description, value: value)
                }
            }
            try db.run(
                "UPDATE network SET settings = ? WHERE key = ?",
                [.utf8(settings.json.bytes), .integer(network.key.value)]
            )
        }
    }

    package func deleteNetwork(_ network: Network) throws {
        try change { db in
            let newest = try db.first("SELECT seq, time FROM journal ORDER BY seq DESC LIMIT 1", []) {
                (number: $0.integer(0), time: $0.instant(1))
            }
            for table in [
                "token", "value", "tally", "journal", "retention", "member", "definition", "tombstone", "contact",
                "resource",
            ] {
                try db.run("DELETE FROM \(table) WHERE network = ?", [.integer(network.key.value)])
            }
            try db.run("DELETE FROM network WHERE key = ?", [.integer(network.key.value)])
            try db.run("UPDATE era SET lastNetwork = max(lastNetwork, ?)", [.integer(network.key.value)])
            // One more, so that a network made next begins behind all numbers that this one's followers have.
            if let newest { try db.holdNumber(newest.number + 1, at: newest.time) }
        }
    }
}
