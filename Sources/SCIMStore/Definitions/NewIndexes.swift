internal import SCIM
internal import SCIMProvider

/// The indexes that a database has nothing of, because the program that wrote it kept others.
struct NewIndexes {
    /// Those of one type of resources of a network, or of one that networks to come will have.
    private struct Part {
        let network: Network.Key?
        let type: ResourceType
        let indexes: [ValueIndex]
    }

    private var parts: [Part] = []

    /// Compares with the types that `types` knows of networks, and of those to come.
    init(in db: SQLConnection, of types: (Network.Key?) throws -> ResourceTypes) throws {
        let catalogue = try AttributeCatalogue(in: db)
        let networks = try db.all("SELECT key FROM network") { Network.Key($0.integer(0)) }
        for network in [nil] + networks.map(Optional.some) {
            for type in try types(network).all + [.retiredUser] {
                let indexes = catalogue.missing(of: type)
                if !indexes.isEmpty { parts.append(Part(network: network, type: type, indexes: indexes)) }
            }
        }
    }

    /// What the indexes are of, each once.
    var names: [String] {
        Set(parts.flatMap { part in part.indexes.map { "\(part.type.name) \($0)" } }).sorted()
    }

    /// Fills the indexes with the values that documents have.
    func fill(in db: SQLConnection) throws {
        try AttributeCatalogue.add(ResourceTypes(parts.map(\.type)), in: db)
        let catalogue = try AttributeCatalogue(in: db)
        for part in parts {
            guard let network = part.network else { continue }
            try fill(part, ValueRows(network: network, catalogue: catalogue, db: db))
        }
    }

    private func fill(_ part: Part, _ rows: ValueRows) throws {
        try rows.db.each(
            "SELECT \(AnswerColumns.resource.sql) FROM resource WHERE network = ? AND type = ?",
            [.integer(rows.network.value), .text(part.type.name)]
        ) { row in
            let stored = StoredResource(row)
            // What cannot be read is found by `scimd check`, and is no reason not to serve the others.
            guard let resource = try? stored.resource(of: part.type) else { return true }
            let values = resource.indexedValues.filter { part.indexes.contains($0.index) }
            try rows.add(values, of: part.type, key: stored.key)
            return true
        }
    }
}
