internal import SCIM

/// The numbers that stand for indexed attributes in the database.
struct AttributeCatalogue: Sendable {
    private struct Entry: Hashable {
        let type: String
        let path: String
        let form: String

        init(_ path: AttributePath, of type: ResourceType) {
            self.type = type.name
            self.path = path.description
            form = path.leaf.indexForm
        }

        init(_ row: SQLRow) {
            type = row.text(0)
            path = row.text(1)
            form = row.text(2)
        }
    }

    private let keys: [Entry: Int64]
    /// The numbers of the paths of some types, by the names of the types: there they are found by the path itself.
    private var known: [String: [(path: AttributePath, key: Int64)]] = [:]

    /// Reads the numbers there are, to be asked most for those of some types.
    init(in db: SQLConnection, for types: ResourceTypes = .builtIn) throws {
        let rows = try db.all("SELECT type, path, form, key FROM attribute") { (Entry($0), $0.integer(3)) }
        keys = Dictionary(uniqueKeysWithValues: rows)
        for type in types.all {
            known[type.name] = type.indexedPaths.compactMap { path in
                keys[Entry(path, of: type)].map { (path: path, key: $0) }
            }
        }
    }

    /// Gives numbers to the attributes of types that have none yet.
    static func add(_ types: ResourceTypes, in db: SQLConnection) throws {
        for type in types.all {
            for entry in type.indexedPaths.map({ Entry($0, of: type) }) {
                try db.run(
                    "INSERT OR IGNORE INTO attribute (type, path, form) VALUES (?, ?, ?)",
                    [.text(entry.type), .text(entry.path), .text(entry.form)]
                )
            }
        }
    }

    /// Whether all attributes of types have numbers.
    func isComplete(for types: ResourceTypes) -> Bool {
        types.all.allSatisfy { type in type.indexedPaths.allSatisfy { keys[Entry($0, of: type)] != nil } }
    }

    /// The number of an attribute that has an index by its definition.
    func requiredKey(of path: AttributePath, type: ResourceType) throws(MissingIndex) -> Int64 {
        guard let key = key(of: path, type: type) else { throw MissingIndex(type: type.name, path: path.description) }
        return key
    }

    /// The number of an attribute, or `nil` when it has no index.
    func key(of path: AttributePath, type: ResourceType) -> Int64? {
        guard path.leaf.isIndexed else { return nil }
        return known[type.name]?.first { $0.path == path }?.key ?? keys[Entry(path, of: type)]
    }
}

/// An attribute has no number, without which values would be neither found nor kept unique.
struct MissingIndex: Error {
    let type: String
    let path: String
}

extension Attribute {
    /// What the values of the attribute are in an index: networks may define an attribute of one name differently.
    fileprivate var indexForm: String {
        switch type {
        case .boolean: "boolean"
        case .integer, .decimal: "number"
        case .dateTime: "instant"
        case .string, .reference, .binary, .complex: isCaseExact ? "exact" : "folded"
        }
    }
}
