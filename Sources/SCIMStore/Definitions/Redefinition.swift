internal import SCIM
internal import SCIMProvider

/// Takes the resources of a network from one set of definitions to another.
///
/// What is kept of a resource depends on the definitions: which values have an index, and which attributes are not part
/// of the document. Nothing is lost by it: definitions that would leave values without an attribute are refused.
struct Redefinition {
    private let network: Network.Key
    private let name: String
    private let catalogue: AttributeCatalogue
    private let db: SQLConnection

    init(of network: Network.Key, named name: String, catalogue: AttributeCatalogue, in db: SQLConnection) {
        self.network = network
        self.name = name
        self.catalogue = catalogue
        self.db = db
    }

    func run(from before: ResourceTypes, to after: ResourceTypes) throws {
        for old in before.all {
            guard let new = after.named(old.name) else {
                try checkUnused(old)
                continue
            }
            if old.definition != new.definition { try rewrite(from: old, to: new) }
        }
    }

    private func checkUnused(_ type: ResourceType) throws {
        let count = try db.first(
            "SELECT count FROM tally WHERE network = ? AND type = ?",
            [.integer(network.value), .text(type.name)]
        ) { Int($0.integer(0)) }
        guard let count, count > 0 else { return }
        throw NetworkError.lostDefinition(network: name, what: "the type \(type.name)", resources: count)
    }

    private func rewrite(from old: ResourceType, to new: ResourceType) throws {
        let lost = old.paths { _ in true }.filter { !new.keeps($0) }
        var losses: [AttributePath: Int] = [:]
        let keys = try db.all(
            "SELECT key FROM resource WHERE network = ? AND type = ?",
            [.integer(network.value), .text(old.name)]
        ) { $0.integer(0) }
        for key in keys {
            let stored = try db.first(
                "SELECT \(AnswerColumns.resource.sql) FROM resource WHERE key = ?",
                [.integer(key)]
            ) { StoredResource($0) }
            guard let stored else { continue }
            let before = try stored.resource(of: old)
            for path in lost where !path.values(in: before.attributes).isEmpty { losses[path, default: 0] += 1 }
            if losses.isEmpty { try rewrite(before, as: new, key: key) }
        }
        if let loss = losses.max(by: { $0.value < $1.value }) {
            throw NetworkError.lostDefinition(
                network: name,
                what: "the attribute '\(loss.key)'",
                resources: loss.value
            )
        }
        try checkUnique(new)
    }

    private func rewrite(_ before: Resource, as type: ResourceType, key: Int64) throws {
        let after = Resource(type: type, id: before.id, attributes: before.attributes, meta: before.meta)
        try db.run(
            "UPDATE resource SET document = ?, unsent = ? WHERE key = ?",
            [.utf8(after.document.bytes), SQLValue(utf8: after.unsent?.bytes), .integer(key)]
        )
        let rows = ValueRows(network: network, catalogue: catalogue, db: db)
        for value in before.indexedValues { try rows.remove(value, of: before.type, key: key) }
        try rows.add(after.indexedValues, of: type, key: key)
    }

    private func checkUnique(_ type: ResourceType) throws {
        let rows = ValueRows(network: network, catalogue: catalogue, db: db)
        for index in type.indexes where index.leaf.uniqueness != .none {
            guard let value = try rows.repeated(index, of: type) else { continue }
            throw NetworkError.notUnique(network: name, path: index.description, value: value)
        }
    }
}

extension ResourceType {
    /// All that the definitions say of the type.
    fileprivate var definition: JSON {
        let schemas = [schema] + extensions.map(\.schema)
        return .array([.object(document)] + schemas.map { .object($0.document) })
    }

    /// Whether values of an attribute of another definition are values of this one.
    fileprivate func keeps(_ path: AttributePath) -> Bool {
        let definitions = path.extensionURN.map { schemaExtension($0)?.schema.attributes ?? [] }
        let attribute = definitions.map { $0.first { $0.name == path.attribute.name } }
        guard let attribute = attribute ?? coreAttribute(named: path.attribute.name) else { return false }
        return attribute.keeps(path.attribute)
    }
}

extension Attribute {
    /// Whether values of another definition are of the form that this one demands.
    fileprivate func keeps(_ other: Attribute) -> Bool {
        guard name == other.name, type == other.type, isMultiValued == other.isMultiValued,
            (mutability == .writeOnly) == (other.mutability == .writeOnly)
        else { return false }
        return other.subAttributes.allSatisfy { old in
            subAttributes.first { $0.name == old.name }?.keeps(old) ?? false
        }
    }
}
