internal import GRDB
internal import SCIM
internal import SCIMProvider

extension SQLiteReader {
    func page(of query: ListQuery, in network: Network.Key) throws -> Page {
        let plan = Plan(query.filter, of: query.type, in: network, catalogue: catalogue)
        if let residual = plan.residual {
            return try scan(query, seek: plan.seek, for: residual, in: network)
        }
        if let seek = plan.seek {
            return try page(of: query, seek: seek)
        }
        return try wholePage(of: query, in: network)
    }

    /// A page of all resources of a type, in the order in which they were made.
    private func wholePage(of query: ListQuery, in network: Network.Key) throws -> Page {
        let scope: [SQLValue] = [.integer(network.value), .text(query.type.name)]
        let total = try db.first("SELECT count FROM tally WHERE network = ? AND type = ?", scope) { Int($0.integer(0)) }
        let keys = "SELECT key FROM resource WHERE network = ? AND type = ? ORDER BY key LIMIT ? OFFSET ?"
        return Page(
            totalResults: total ?? 0,
            records: try records(of: keys, scope + query.window)
        )
    }

    /// A page of what an index selects.
    private func page(of query: ListQuery, seek: Seek) throws -> Page {
        let total = try db.first("SELECT count(*) FROM (\(seek.sql))", seek.values) { Int($0.integer(0)) }
        return Page(
            totalResults: total ?? 0,
            records: try records(of: seek.sql + " LIMIT ? OFFSET ?", seek.values + query.window)
        )
    }

    private func records(of keys: String, _ values: [SQLValue]) throws -> [StoredResource] {
        try db.all(
            "SELECT \(Self.resourceColumns) FROM resource WHERE key IN (\(keys)) ORDER BY key",
            values,
            StoredResource.init
        )
    }

    /// Holds every candidate against the filter; the records of the page alone are kept.
    private func scan(
        _ query: ListQuery,
        seek: Seek?,
        for filter: Filter,
        in network: Network.Key
    ) throws -> Page {
        let names = filter.attributeNames.map { JSONName($0) }
        let condition = seek.map { "key IN (\($0.sql))" } ?? "network = ? AND type = ?"
        let values = seek?.values ?? [.integer(network.value), .text(query.type.name)]
        var total = 0
        var records: [StoredResource] = []
        try db.each(
            "SELECT \(Self.resourceColumns) FROM resource WHERE \(condition) ORDER BY key",
            values
        ) { row in
            let record = StoredResource(row)
            guard filter.matches(try record.resource(of: query.type, reading: names)) else { return true }
            if total >= query.offset, records.count < query.limit { records.append(record) }
            total += 1
            return true
        }
        return Page(totalResults: total, records: records)
    }
}

extension ListQuery {
    fileprivate var window: [SQLValue] {
        [.integer(Int64(limit)), .integer(Int64(offset))]
    }
}
