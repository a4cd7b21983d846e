internal import SCIM

/// The numbers that stand for indexes in the database.
struct AttributeCatalogue: Sendable {
    private struct Entry: Hashable {
        let type: String
        let path: String
        let form: String

        init(_ index: ValueIndex, of type: ResourceType) {
            self.type = type.name
            path = index.description
            form = index.leaf.indexForm
        }

        init(_ row: SQLRow) {
            type = row.text(0)
            path = row.text(1)
            form = row.text(2)
        }
    }

    private let keys: [Entry: Int64]
    /// The numbers of the indexes of some types, which are found there without the texts.
    private let known: [(type: ResourceType, indexes: [(index: ValueIndex, key: Int64)])]

    /// Reads the numbers there are, to be asked most for those of some types.
    init(in db: SQLConnection, for types: ResourceTypes = .stored) throws {
        let rows = try db.all("SELECT type, path, form, key FROM attribute") { (Entry($0), $0.integer(3)) }
        let keys = Dictionary(uniqueKeysWithValues: rows)
        self.keys = keys
        known = types.all.map { type in
            (type, type.indexes.compactMap { index in keys[Entry(index, of: type)].map { (index, $0) } })
        }
    }

    /// Gives numbers to the indexes of types that have none yet.
    static func add(_ types: ResourceTypes, in db: SQLConnection) throws {
        for type in types.all {
            for entry in type.indexes.map({ Entry($0, of: type) }) {
                try db.run(
                    "INSERT OR IGNORE INTO attribute (type, path, form) VALUES (?, ?, ?)",
                    [.text(entry.type), .text(entry.path), .text(entry.form)]
                )
            }
        }
    }

    /// The indexes of a type that have no numbers.
    func missing(of type: ResourceType) -> [ValueIndex] {
        type.indexes.filter { key(of: $0, type) == nil }
    }

    /// The number of an index that there is by the definition of its type.
    func requiredKey(of index: ValueIndex, _ type: ResourceType) throws(MissingIndex) -> Int64 {
        guard let key = key(of: index, type) else { throw MissingIndex(type: type.name, index: index.description) }
        return key
    }

    /// The number of an index, if it has one.
    func key(of index: ValueIndex, _ type: ResourceType) -> Int64? {
        indexes(of: type).first { $0.index == index }?.key ?? keys[Entry(index, of: type)]
    }

    /// Where the values of a kind at a path are found, or those of any kind; `nil` when they have no index.
    func keys(of path: AttributePath, kind: String?, _ type: ResourceType) -> Keys? {
        let leaf = path.leaf
        guard leaf.isIndexed else { return nil }
        var keys: Keys?
        for (index, key) in indexes(of: type) where index.leaf === leaf && index.path == path && index.canHold(kind) {
            keys = keys.map { Keys(first: $0.first, second: key) } ?? Keys(first: key)
        }
        return keys
    }

    /// The numbers of one index, or of the two that share the values at a path.
    struct Keys {
        let first: Int64
        var second: Int64?
    }

    private func indexes(of type: ResourceType) -> [(index: ValueIndex, key: Int64)] {
        // Read anew, a type is another object.
        (known.first { $0.type === type } ?? known.first { $0.type.name == type.name })?.indexes ?? []
    }
}

/// An index has no number, without which values would be neither found nor kept unique.
struct MissingIndex: Error {
    let type: String
    let index: String
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
