package import SCIM
internal import SCIMProvider

extension SQLiteStore {
    package func deleteEntries(before instant: DateTime, limit: Int) throws -> Int {
        try change { db in
            // The newest entry stays, for numbers grow only as long as it is there.
            let old =
                try db.all(
                    """
                    SELECT seq, network, operation, resource, time FROM journal
                    WHERE seq < (SELECT max(seq) FROM journal) ORDER BY seq LIMIT ?
                    """,
                    [.integer(Int64(limit))]
                ) { row in
                    (
                        number: row.integer(0), network: row.integer(1), operation: row.text(2),
                        resource: row.text(3), time: row.instant(4)
                    )
                }
                .prefix { $0.time < instant }
            try db.run(
                "DELETE FROM contact WHERE network IN (SELECT key FROM network) AND minute < ?",
                [.integer(instant.microseconds / 60_000_000)]
            )
            guard let last = old.last else { return 0 }
            for entry in old where entry.operation == ResourceChange.Operation.delete.rawValue {
                try db.run(
                    "DELETE FROM tombstone WHERE network = ? AND resource = ? AND change = ?",
                    [.integer(entry.network), .text(entry.resource), .integer(entry.number)]
                )
            }
            // Of refusals nothing is told to whom changes are told.
            let changes = old.filter { ResourceChange.Operation(rawValue: $0.operation) != nil }
            for (network, number) in Dictionary(changes.map { ($0.network, $0.number) }, uniquingKeysWith: max) {
                try db.run(
                    "INSERT INTO retention (network, seq) VALUES (?, ?) ON CONFLICT DO UPDATE SET seq = excluded.seq",
                    [.integer(network), .integer(number)]
                )
            }
            try db.run("DELETE FROM journal WHERE seq <= ?", [.integer(last.number)])
            return old.count
        }
    }
}
