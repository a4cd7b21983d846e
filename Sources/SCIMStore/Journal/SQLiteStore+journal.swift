package import SCIM
package import SCIMProvider

extension SQLiteStore {
    private static let columns = """
        seq, time, token, token.label, request, client, operation, type, journal.resource, version, before, members,
        route, subject, status, scimType, reason
        """

    package func entries(of network: Network, after last: Int64, _ body: (JournalEntry) throws -> Bool) throws {
        try look { db in
            // Going back in time, what a resource was after a change is what it was before the change met last.
            var later: [String: [UInt8]?] = [:]
            try db.each(
                """
                SELECT \(Self.columns) FROM journal LEFT JOIN token ON token.id = journal.token
                WHERE journal.network = ? AND seq > ? ORDER BY seq DESC
                """,
                [.integer(network.key.value), .integer(last)]
            ) { row in
                try body(
                    JournalEntry(row) { id in
                        if let known = later.updateValue(row.optional(10, row.bytes), forKey: id) { return known }
                        return try Self.document(of: id, in: network.key, after: row.integer(0), db)
                    }
                )
            }
        }
    }

    package func entry(_ number: Int64) throws -> (network: Network, entry: JournalEntry)? {
        guard
            let key = try look({ db in
                try db.first("SELECT network FROM journal WHERE seq = ?", [.integer(number)]) {
                    Network.Key($0.integer(0))
                }
            }), let network = try networks().first(where: { $0.network.key == key })?.network
        else { return nil }
        var found: JournalEntry?
        try entries(of: network, after: number - 1) { entry in
            found = entry
            return true
        }
        return found.flatMap { $0.number == number ? (network, $0) : nil }
    }

    package func add(_ contacts: [Contact: Int]) throws {
        try change { db in
            for (contact, requests) in contacts {
                try db.run(
                    """
                    INSERT INTO contact (network, minute, requests) SELECT key, ?2, ?3 FROM network WHERE key = ?1
                    ON CONFLICT DO UPDATE SET requests = requests + excluded.requests
                    """,
                    [.integer(contact.network.value), .integer(contact.minute), .integer(Int64(requests))]
                )
            }
        }
    }

    package func contacts(
        of network: Network,
        since instant: DateTime
    ) throws -> [(minute: DateTime, requests: Int)] {
        try look { db in
            try db.all(
                "SELECT minute, requests FROM contact WHERE network = ? AND minute >= ? ORDER BY minute",
                [.integer(network.key.value), .integer(instant.microseconds / 60_000_000)]
            ) { (DateTime(microseconds: $0.integer(0) * 60_000_000), Int($0.integer(1))) }
        }
    }

    /// The document of a resource whose latest change has a number.
    private static func document(
        of id: String,
        in network: Network.Key,
        after change: Int64,
        _ db: SQLConnection
    ) throws -> [UInt8]? {
        try db.first(
            "SELECT document FROM resource WHERE network = ? AND id = ? AND change = ?",
            [.integer(network.value), .text(id), .integer(change)]
        ) { $0.bytes(0) }
    }
}

extension JournalEntry {
    /// Reads the columns of the journal; `documentAfter` gives the state after the change of a resource.
    fileprivate init(_ row: SQLRow, documentAfter: (String) throws -> [UInt8]?) throws {
        let event: Event
        if let operation = ResourceChange.Operation(rawValue: row.text(6)) {
            let id = row.text(8)
            let after = try documentAfter(id)
            let members = row.optional(11, row.bytes).flatMap { JSONObject(stored: $0) }
            event = .change(
                ResourceChange(
                    operation: operation,
                    type: row.text(7),
                    id: id,
                    version: Int(row.integer(9)),
                    before: row.optional(10, row.bytes).flatMap { JSONObject(stored: $0) },
                    after: operation == .delete ? nil : after.flatMap { JSONObject(stored: $0) },
                    addedMembers: members?.texts("added") ?? [],
                    removedMembers: members?.texts("removed") ?? []
                )
            )
        } else {
            event = .refusal(
                Refusal(
                    target: row.text(12),
                    subject: row.optional(13, row.text),
                    error: SCIMError(
                        recorded: Int(row.integer(14)),
                        row.optional(15, row.text).flatMap { SCIMType(rawValue: $0) },
                        row.text(16)
                    )
                )
            )
        }
        self.init(
            number: row.integer(0),
            time: row.instant(1),
            tokenID: row.optional(2, row.integer),
            tokenLabel: row.optional(3, row.text),
            requestID: row.optional(4, row.text),
            client: row.optional(5, row.text),
            event: event
        )
    }
}

extension JSONObject {
    fileprivate init?(stored bytes: [UInt8]) {
        guard case .object(let object)? = try? JSON(parsing: bytes) else { return nil }
        self = object
    }

    fileprivate func texts(_ name: String) -> [String] {
        guard case .array(let values)? = self[name] else { return [] }
        return values.compactMap(\.string)
    }
}
