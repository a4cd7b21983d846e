internal import SCIMProvider

/// One state of the database, as one connection sees it.
struct SQLiteSnapshot: StoreReader {
    let reader: Reader
    /// What tells this state of the database from earlier ones.
    let version: Int64
    let definitions: DefinitionCache

    func credential(hash: [UInt8], for network: String) throws -> Credential? {
        try reader.credentials.credential(of: hash, for: network, in: self)
    }

    func reader(of network: Network) -> any ResourceReader {
        SQLiteReader(db: reader.connection, network: network, definitions: definitions)
    }
}
