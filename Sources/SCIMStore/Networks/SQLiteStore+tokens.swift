package import SCIM
package import SCIMProvider

extension SQLiteStore {
    package func issueToken(
        hash: [UInt8],
        label: String,
        resource: String?,
        expires: DateTime?,
        for network: Network,
        at instant: DateTime
    ) throws -> Int64 {
        try change { db in
            if let resource {
                let found = try db.first(
                    "SELECT 1 FROM resource WHERE network = ? AND id = ?",
                    [.integer(network.key.value), .text(resource)]
                ) { _ in true }
                guard found != nil else { throw NetworkError.noResource(resource, network: network.name) }
            }
            try db.run(
                "INSERT INTO token (network, hash, label, created, expires, resource) VALUES (?, ?, ?, ?, ?, ?)",
                [
                    .integer(network.key.value), .blob(hash), .text(label), .integer(instant.microseconds),
                    SQLValue(expires), SQLValue(resource),
                ]
            )
            return db.lastInsertedRowID
        }
    }

    package func tokens(of network: Network) throws -> [TokenSummary] {
        try look { db in
            try db.all(Self.tokenQuery + " WHERE network.key = ? ORDER BY token.id", [.integer(network.key.value)]) {
                TokenSummary($0)
            }
        }
    }

    package func revokeToken(_ id: Int64, at instant: DateTime) throws -> TokenSummary {
        try change { db in
            try db.run(
                "UPDATE token SET revoked = coalesce(revoked, ?) WHERE id = ?",
                [.integer(instant.microseconds), .integer(id)]
            )
            let token = try db.first(Self.tokenQuery + " WHERE token.id = ?", [.integer(id)]) { TokenSummary($0) }
            guard let token else { throw NetworkError.noToken(id) }
            return token
        }
    }

    package func storeTokenUse(_ uses: [Int64: DateTime]) throws {
        try change { db in
            for (id, instant) in uses {
                try db.run(
                    "UPDATE token SET lastUsed = ? WHERE id = ?",
                    [.integer(instant.microseconds), .integer(id)]
                )
            }
        }
    }

    private static let tokenQuery = """
        SELECT token.id, network.key, network.name, token.label, token.created, token.expires, token.revoked,
            token.lastUsed, token.resource
        FROM token JOIN network ON network.key = token.network
        """
}

extension TokenSummary {
    /// Reads the columns of the token query.
    fileprivate init(_ row: SQLRow) {
        self.init(
            id: row.integer(0),
            network: Network(key: .init(row.integer(1)), name: row.text(2)),
            label: row.text(3),
            resource: row.optional(8, row.text),
            created: row.instant(4),
            expires: row.optional(5, row.instant),
            revoked: row.optional(6, row.instant),
            lastUsed: row.optional(7, row.instant)
        )
    }
}
