internal import Crypto
internal import SCIM

/// What the directory and the mapping say that the application should know of one object.
struct DesiredObject: Sendable {
    let source: String
    let name: String
    let isInScope: Bool
    /// Whether it is to be disabled: out of scope, disabled or deleted.
    let isSoftDeleted: Bool
    /// The mapped attributes that have a value, in the order of the mapping.
    ///
    /// One without a value is not told, as Entra does not tell it: what the application has stays.
    let values: [(mapping: AttributeMapping, value: JSON)]
    /// A hash of all of it, which changes when anything of it does.
    let fingerprint: String

    init(
        source: String,
        name: String,
        isInScope: Bool,
        isSoftDeleted: Bool,
        mapping: ObjectMapping,
        attribute: (String) -> String?
    ) throws(EvaluationError) {
        self.source = source
        self.name = name
        self.isInScope = isInScope
        self.isSoftDeleted = isSoftDeleted
        var values: [(mapping: AttributeMapping, value: JSON)] = []
        for attributeMapping in mapping.attributes {
            guard let value = try attributeMapping.value(attribute) else { continue }
            values.append((attributeMapping, value))
        }
        self.values = values
        let told: [JSON] =
            [.bool(isInScope), .bool(isSoftDeleted)]
            + values.flatMap { [.string($0.mapping.target.text), $0.value] }
        fingerprint = SHA256.hash(data: JSON.array(told).bytes).map { String($0, radix: 16) }.joined(separator: ".")
    }

    /// What differs in a resource of the application; of who is disabled only that is told.
    func changes(in resource: JSONObject, active: AttributeMapping?) -> [AttributeChange] {
        values.compactMap { mapping, value in
            if isSoftDeleted, mapping != active { return nil }
            let old = mapping.target.value(in: resource)
            guard old?.isSame(as: value) != true else { return nil }
            return AttributeChange(target: mapping.target, old: old, new: value)
        }
    }

    /// The document that creates the object.
    func document(_ kind: ObjectKind) -> JSONObject {
        let core = kind == .user ? Schema.user.id : Schema.group.id
        let extensions = values.compactMap(\.mapping.target.urn)
        var schemas: [String] = [core]
        for urn in extensions where !schemas.contains(urn) { schemas.append(urn) }
        var document: JSONObject = ["schemas": .array(schemas.map { .string($0) })]
        for (mapping, value) in values { mapping.target.set(value, in: &document) }
        document["meta"] = ["resourceType": .string(kind.title)]
        return document
    }
}
