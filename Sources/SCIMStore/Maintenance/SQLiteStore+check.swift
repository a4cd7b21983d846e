internal import GRDB
internal import SCIM
internal import SCIMProvider

extension SQLiteStore {
    /// Holds one state of the database against itself: the file, indexes against documents, journal against state.
    package func check() throws -> CheckReport {
        try readers.withReader { db in
            var report = CheckReport()
            report.findings += try db.all("PRAGMA integrity_check") { $0.text(0) }.filter { $0 != "ok" }
            try checkResources(in: db, &report)
            try checkValues(in: db, &report)
            try checkTallies(in: db, &report)
            try checkJournal(in: db, &report)
            return report
        }
    }

    /// Every document can be read, and each of its indexed values has its row.
    private func checkResources(in db: Database, _ report: inout CheckReport) throws {
        let columns = SQLiteReader.resourceColumns
        var found = CheckReport()
        try db.each("SELECT \(columns), network, type FROM resource", []) { row in
            found.resources += 1
            let stored = StoredResource(row)
            guard let type = resourceTypes.first(where: { $0.name == row.text(8) }) else { return true }
            guard let resource = try? stored.resource(of: type) else {
                found.findings.append("the document of \(type.name) \(stored.id) cannot be read")
                return true
            }
            for value in resource.indexedValues {
                guard let attribute = catalogue.key(of: value.path, type: type), let column = SQLValue(value.value)
                else {
                    continue
                }
                found.values += 1
                let row = try db.first(
                    "SELECT 1 FROM value WHERE network = ? AND attribute = ? AND value = ? AND resource = ?",
                    [.integer(row.integer(7)), .integer(attribute), column, .integer(stored.key)]
                ) { _ in true }
                if row == nil {
                    found.findings.append("\(type.name) \(stored.id) is not found by its '\(value.path)'")
                }
            }
            return true
        }
        report.findings += found.findings
        report.resources = found.resources
        report.values = found.values
    }

    /// There is no row of a value beyond those that documents have, and no unique value twice.
    private func checkValues(in db: Database, _ report: inout CheckReport) throws {
        let rows = try db.first("SELECT count(*) FROM value", []) { Int($0.integer(0)) } ?? 0
        if rows != report.values {
            report.findings.append("there are \(rows) index entries for the \(report.values) values of the documents")
        }
        for type in resourceTypes {
            for path in type.indexedPaths where path.leaf.uniqueness != .none {
                guard let attribute = catalogue.key(of: path, type: type) else { continue }
                report.findings += try db.all(
                    "SELECT value FROM value WHERE attribute = ? GROUP BY network, value HAVING count(*) > 1",
                    [.integer(attribute)]
                ) { "'\(path)' \"\($0.text(0))\" belongs to more than one \(type.name)" }
            }
        }
    }

    private func checkTallies(in db: Database, _ report: inout CheckReport) throws {
        report.findings += try db.all(
            """
            SELECT type, tally.count, (
                SELECT count(*) FROM resource WHERE resource.network = tally.network AND resource.type = tally.type
            ) AS counted FROM tally WHERE tally.count <> counted
            """
        ) { "\($0.integer(2)) resources of type \($0.text(0)) are there, where \($0.integer(1)) were counted" }
    }

    /// The last change that the journal has of a resource is the version that is stored, or its deletion.
    private func checkJournal(in db: Database, _ report: inout CheckReport) throws {
        report.changes = try db.first("SELECT count(*) FROM journal", []) { Int($0.integer(0)) } ?? 0
        report.findings += try db.all(
            """
            SELECT resource.type, resource.id, resource.version, last.operation, last.version
            FROM resource LEFT JOIN (
                SELECT network, resource, operation, version, max(seq) FROM journal GROUP BY network, resource
            ) AS last ON last.network = resource.network AND last.resource = resource.id
            WHERE last.version IS NULL OR last.version <> resource.version OR last.operation = 'delete'
            """
        ) { "\($0.text(0)) \($0.text(1)) is at version \($0.integer(2)), which is not what the journal says" }
        report.findings += try db.all(
            """
            SELECT last.type, last.resource FROM (
                SELECT network, type, resource, operation, max(seq) FROM journal GROUP BY network, resource
            ) AS last LEFT JOIN resource ON resource.network = last.network AND resource.id = last.resource
            WHERE last.operation <> 'delete' AND resource.key IS NULL
            """
        ) { "\($0.text(0)) \($0.text(1)) is gone, and the journal does not say that it was deleted" }
    }
}
