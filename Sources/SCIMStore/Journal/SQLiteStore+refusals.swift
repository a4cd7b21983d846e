internal import SCIM
package import SCIMProvider

extension SQLiteStore: JournalStore {
    package func record(_ refusals: [RefusalRecord]) throws {
        try change { db in
            for record in refusals {
                try db.run(
                    """
                    INSERT INTO journal (network, time, token, request, operation, type, resource, version, client,
                        route, subject, status, scimType, reason)
                    SELECT key, ?, ?, ?, 'refuse', '', '', 0, ?, ?, ?, ?, ?, ? FROM network WHERE name = ?
                    """,
                    [
                        .integer(record.time.microseconds), SQLValue(record.tokenID), SQLValue(record.requestID),
                        SQLValue(record.client), .text(record.refusal.target), SQLValue(record.refusal.subject),
                        .integer(Int64(record.refusal.error.status)),
                        SQLValue(record.refusal.error.scimType?.rawValue), .text(record.refusal.error.detail),
                        .text(record.network),
                    ]
                )
            }
        }
    }
}
