internal import SCIM
internal import SCIMProvider

extension SQLiteStore {
    /// Holds one state of the database against itself: the file, indexes against documents, journal against state.
    package func check() throws -> CheckReport {
        try readers.withSnapshot { reader, _ in
            let db = reader.connection
            var report = CheckReport()
            report.findings += try db.all("PRAGMA integrity_check") { $0.text(0) }.filter { $0 != "ok" }
            let networks = try db.all("SELECT key FROM network") { Network.Key($0.integer(0)) }
            for network in networks { try check(network, in: db, &report) }
            try checkValues(in: db, &report)
            try checkTallies(in: db, &report)
            try checkJournal(in: db, &report)
            return report
        }
    }

    private func check(_ network: Network.Key, in db: SQLConnection, _ report: inout CheckReport) throws {
        let types = try definitions.types(of: DefinitionCache.keys(for: network, in: db), in: db)
        let rows = ValueRows(network: network, catalogue: types.catalogue, db: db)
        for type in types.types.all + [.retiredUser] {
            try checkResources(of: type, rows, &report)
            for index in type.indexes where index.leaf.uniqueness != .none {
                guard let value = try rows.repeated(index, of: type) else { continue }
                report.findings.append("'\(index)' \"\(value)\" belongs to more than one \(type.name)")
            }
        }
    }

    /// Every document can be read and ends as it must, and each of its indexed values has its row.
    private func checkResources(of type: ResourceType, _ rows: ValueRows, _ report: inout CheckReport) throws {
        var found = CheckReport()
        try rows.db.each(
            "SELECT \(AnswerColumns.resource.sql) FROM resource WHERE network = ? AND type = ?",
            [.integer(rows.network.value), .text(type.name)]
        ) { row in
            found.resources += 1
            let stored = StoredResource(row)
            guard let resource = try? stored.resource(of: type) else {
                found.findings.append("the document of \(type.name) \(stored.id) cannot be read")
                return true
            }
            // Those of users who are kept are sent once these are anybody's again.
            if type.name != ResourceType.retiredUser.name, stored.ending != resource.ending {
                found.findings.append("answers with \(type.name) \(stored.id) have another 'meta' than what is stored")
            }
            for value in resource.indexedValues {
                found.values += 1
                guard try !rows.contains(value, of: type, key: stored.key) else { continue }
                found.findings.append("\(type.name) \(stored.id) is not found by its '\(value.index)'")
            }
            return true
        }
        report.findings += found.findings
        report.resources += found.resources
        report.values += found.values
    }

    /// There is no row of a value beyond those that documents have.
    private func checkValues(in db: SQLConnection, _ report: inout CheckReport) throws {
        let rows = try db.first("SELECT count(*) FROM value", []) { Int($0.integer(0)) } ?? 0
        if rows != report.values {
            report.findings.append("there are \(rows) index entries for the \(report.values) values of the documents")
        }
    }

    private func checkTallies(in db: SQLConnection, _ report: inout CheckReport) throws {
        report.findings += try db.all(
            """
            SELECT type, tally.count, (
                SELECT count(*) FROM resource WHERE resource.network = tally.network AND resource.type = tally.type
            ) AS counted FROM tally WHERE tally.count <> counted
            """
        ) { "\($0.integer(2)) resources of type \($0.text(0)) are there, where \($0.integer(1)) were counted" }
    }
}
