// The journal against the state. Refused requests are rows of the journal too, and no changes. Changes up to
// `retention.seq` may have been deleted, later ones may not.
extension SQLiteStore {
    func checkJournal(in db: SQLConnection, _ report: inout CheckReport) throws {
        report.changes =
            try db.first("SELECT count(*) FROM journal WHERE \(Self.isChange)", []) { Int($0.integer(0)) } ?? 0
        for check in Self.checks {
            report.findings += try db.all(check.sql) { "\($0.text(0)) \($0.text(1)) \(check.finding)" }
        }
    }

    private static let isChange = "operation IN ('create', 'update', 'delete')"

    /// The latest change of each resource that the journal has.
    private static let latest = """
        SELECT network, type, resource, operation, version, max(seq) FROM journal
        WHERE \(isChange) GROUP BY network, resource
        """

    /// Whether a change may have been deleted.
    private static func isExpired(_ seq: String, in network: String) -> String {
        "\(seq) BETWEEN 1 AND coalesce((SELECT seq FROM retention WHERE retention.network = \(network)), 0)"
    }

    /// Statements that give type and identifier of the resources of which something is wrong.
    private static let checks: [(sql: String, finding: String)] = [
        (
            """
            SELECT resource.type, resource.id
            FROM resource LEFT JOIN (\(latest)) AS last
                ON last.network = resource.network AND last.resource = resource.id
            WHERE last.operation = 'delete' OR (
                last.version IS NOT resource.version
                AND NOT (last.version IS NULL AND \(isExpired("resource.change", in: "resource.network")))
            )
            """, "is at a version which is not what the journal says"
        ),
        (
            """
            SELECT resource.type, resource.id FROM resource LEFT JOIN journal ON journal.seq = resource.change
            WHERE NOT (journal.seq IS NULL AND \(isExpired("resource.change", in: "resource.network"))) AND (
                journal.network IS NOT resource.network OR journal.resource IS NOT resource.id
                OR journal.version IS NOT resource.version OR NOT journal.\(isChange)
            )
            UNION ALL
            SELECT 'resource', tombstone.resource FROM tombstone LEFT JOIN journal ON journal.seq = tombstone.change
            WHERE NOT (journal.seq IS NULL AND \(isExpired("tombstone.change", in: "tombstone.network"))) AND (
                journal.network IS NOT tombstone.network OR journal.resource IS NOT tombstone.resource
                OR journal.operation IS NOT 'delete'
            )
            """, "does not name its latest change"
        ),
        (
            """
            SELECT later.type, later.resource FROM journal AS later LEFT JOIN journal ON journal.seq = later.previous
            WHERE later.previous IS NOT NULL
                AND NOT (journal.seq IS NULL AND \(isExpired("later.previous", in: "later.network"))) AND (
                    journal.network IS NOT later.network OR journal.resource IS NOT later.resource
                    OR later.previous >= later.seq OR NOT journal.\(isChange)
                )
            """, "has a change that does not name the one before it"
        ),
        (
            """
            SELECT last.type, last.resource FROM (\(latest)) AS last
            LEFT JOIN resource ON resource.network = last.network AND resource.id = last.resource
            WHERE last.operation <> 'delete' AND resource.key IS NULL
            """, "is gone, and the journal does not say that it was deleted"
        ),
    ]
}
