internal import SCIM
internal import SCIMProvider

extension SQLiteSnapshot {
    /// What is known of a secret token, with the network it opens.
    func readCredential(hash: [UInt8], in era: Int64) throws -> Credential? {
        try reader.connection.first(
            """
            SELECT token.id, token.network, network.name, network.settings, token.expires, token.revoked, token.resource,
                \(DefinitionCache.columns("token.network"))
            FROM token JOIN network ON network.key = token.network WHERE token.hash = ?
            """,
            [.blob(hash)]
        ) { row in
            let keys = DefinitionKeys(row, at: 7)
            return Credential(
                tokenID: row.integer(0),
                network: Network(
                    key: .init(row.integer(1)),
                    name: row.text(2),
                    settings: row.settings(3),
                    resourceTypes: try definitions.types(of: keys, in: reader.connection).types,
                    definitions: keys,
                    era: era
                ),
                resource: row.optional(6, row.text),
                hash: hash,
                expires: row.optional(4, row.instant),
                revoked: row.optional(5, row.instant)
            )
        }
    }
}

extension SQLRow {
    /// The settings of a network; the usual ones cost no reading.
    func settings(_ column: Int32) -> NetworkSettings {
        let bytes = bytes(column)
        guard bytes.count > 2, let object = try? JSON(parsing: bytes).object else { return NetworkSettings() }
        return NetworkSettings(object)
    }
}
