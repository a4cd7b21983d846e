internal import Logging
package import SCIM
package import SCIMProvider

extension SQLiteStore {
    package func store(_ definitions: Definitions, for network: Network?) throws -> Bool {
        let bytes = definitions.isEmpty ? nil : definitions.bytes
        let owner: SQLValue = network.map { .integer($0.key.value) } ?? .null
        return try change { db in
            let old = try db.first("SELECT documents FROM definition WHERE network IS ?", [owner]) { $0.bytes(0) }
            guard old != bytes else { return false }
            let names = try db.all(
                "SELECT key, name FROM network WHERE ?1 IS NULL OR key = ?1",
                [owner]
            ) { (key: Network.Key($0.integer(0)), name: $0.text(1)) }
            let before = try names.map { network in
                try DefinitionCache.resourceTypes(of: DefinitionCache.keys(for: network.key, in: db), in: db)
            }
            try db.run("DELETE FROM definition WHERE network IS ?", [owner])
            if let bytes {
                try db.run("INSERT INTO definition (network, documents) VALUES (?, ?)", [owner, .utf8(bytes)])
            }
            // Without any network, what all have must still fit together, and be there for the first one.
            let keys = DefinitionCache.keys
            try AttributeCatalogue.add(DefinitionCache.resourceTypes(of: keys(nil, db), in: db), in: db)
            for (network, before) in zip(names, before) {
                let after = try DefinitionCache.resourceTypes(of: keys(network.key, db), in: db)
                try AttributeCatalogue.add(after, in: db)
                let catalogue = try AttributeCatalogue(in: db)
                try Redefinition(of: network.key, named: network.name, catalogue: catalogue, in: db)
                    .run(from: before, to: after)
            }
            return true
        }
    }

    /// Reads the types of all networks, so that definitions which cannot be used are found at the start, and fills the
    /// indexes of them that are new.
    func prepareTypes() throws {
        let new = try look { db in
            try NewIndexes(in: db) { network in
                try definitions.types(of: DefinitionCache.keys(for: network, in: db), in: db).types
            }
        }
        guard !new.names.isEmpty else { return }
        // Of a database that was just made nothing is told.
        let hasResources = try look { db in try db.first("SELECT 1 FROM resource LIMIT 1", []) { _ in true } ?? false }
        if hasResources {
            logger.notice("building indexes", metadata: ["indexes": "\(new.names.joined(separator: ", "))"])
        }
        try change { db in
            // Another process may have been first.
            try NewIndexes(in: db) { network in
                try DefinitionCache.resourceTypes(of: DefinitionCache.keys(for: network, in: db), in: db)
            }
            .fill(in: db)
        }
        if hasResources { logger.notice("indexes built") }
        definitions.forget()
    }
}
