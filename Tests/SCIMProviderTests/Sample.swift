internal import SCIM

/// Makes resources of any type out of its definitions: every attribute that a client may set has a value, but for those
/// that are kept as hashes, which take long to make.
struct Sample {
    let type: ResourceType
    let types: ResourceTypes

    /// A whole resource; another number gives other values to attributes that must be unique.
    func resource(_ number: Int = 1) -> JSONObject {
        var body: JSONObject = [
            "schemas": .array(([type.schema] + type.extensions.map(\.schema)).map { .string($0.id) })
        ]
        for attribute in attributes(of: type.schema) { body[attribute.name] = value(of: attribute, number) }
        body["externalId"] = .string("external \(number)")
        for schemaExtension in type.extensions {
            var inner = JSONObject()
            for attribute in attributes(of: schemaExtension.schema) {
                inner[attribute.name] = value(of: attribute, number)
            }
            body[schemaExtension.schema.id] = .object(inner)
        }
        return body
    }

    private func attributes(of schema: Schema) -> [Attribute] {
        schema.attributes.filter { $0.mutability != .readOnly && $0.mutability != .writeOnly }
    }

    /// A whole value: of a list two.
    func value(of attribute: Attribute, _ number: Int = 1) -> JSON {
        guard attribute.isMultiValued else { return single(attribute, number, isFirst: true) }
        return .array([
            single(attribute, number, isFirst: true),
            attribute.type == .boolean ? .bool(false) : single(attribute, number + 50, isFirst: false),
        ])
    }

    /// One value of an attribute.
    func single(_ attribute: Attribute, _ number: Int, isFirst: Bool = true) -> JSON {
        let unique = attribute.uniqueness == .none ? (isFirst ? 1 : 2) : number
        switch attribute.type {
        case .string: return .string(attribute.canonicalValues.first ?? "Value \(unique)")
        case .boolean: return .bool(isFirst)
        case .integer: return .number(JSONNumber(unique))
        case .decimal: return (try? JSON(parsing: Array("\(unique).50".utf8))) ?? .null
        case .dateTime: return .string("20\(10 + unique % 50)-01-02T03:04:05.60+01:00")
        case .binary: return .string(isFirst ? "AQID" : "BAUG")
        case .reference:
            let endpoint = attribute.referenceTypes.lazy.compactMap { types.named($0)?.endpoint }.first ?? "/files"
            return .string("https://host/acme\(endpoint)/\(unique)")
        case .complex:
            var object = JSONObject()
            for sub in attribute.subAttributes where sub.mutability != .readOnly {
                object[sub.name] = single(sub, number, isFirst: isFirst)
            }
            return .object(object)
        }
    }

    /// A value of the attribute's type that differs from those of the sample.
    func other(_ attribute: Attribute) -> JSON {
        guard !attribute.isMultiValued else { return .array([otherSingle(attribute)]) }
        return otherSingle(attribute)
    }

    private func otherSingle(_ attribute: Attribute) -> JSON {
        switch attribute.type {
        case .string: .string(attribute.canonicalValues.last ?? "Other")
        case .boolean: false
        case .binary: "BwgJ"
        case .reference: .string((single(attribute, 1).string ?? "") + "00")
        default: single(attribute, 33)
        }
    }

    /// Values that are not of the attribute's type.
    func wrong(_ attribute: Attribute) -> [JSON] {
        switch attribute.type {
        case .string: [5, true, ["a": "b"]]
        case .boolean: ["maybe", 1]
        case .integer: ["1", .number(JSONNumber(text: "1.5")), true]
        case .decimal: ["1.5", false]
        case .dateTime: ["yesterday", "2026-02-30T00:00:00Z", 5]
        case .binary: ["***", 5]
        case .reference: ["a b", 5]
        case .complex: attribute.valueAttribute == nil ? ["text", 5] : [["value": ["nested": true]]]
        }
    }
}

extension JSONNumber {
    fileprivate init(text: String) {
        guard case .number(let number)? = try? JSON(parsing: Array(text.utf8)) else {
            fatalError("\(text) is no number")
        }
        self = number
    }
}

extension AttributePath {
    /// The names to go through in a resource.
    private var names: [String] {
        [extensionURN, attribute.name].compactMap { $0 }
    }

    /// The value of the path in a resource: of a list, the list of the values.
    func value(in resource: JSONObject) -> JSON? {
        let holder = extensionURN.map { resource[$0]?.object ?? JSONObject() } ?? resource
        guard let value = holder[attribute.name], let subAttribute else { return holder[attribute.name] }
        if let values = value.array {
            let inner = values.compactMap { $0.object?[subAttribute.name] }
            return inner.isEmpty ? nil : .array(inner)
        }
        return value.object?[subAttribute.name]
    }

    /// Sets the path in a resource, of a list in its first value; `nil` removes it.
    func set(_ value: JSON?, in resource: inout JSONObject) {
        var holder = extensionURN.map { resource[$0]?.object ?? JSONObject() } ?? resource
        if let subAttribute {
            if var values = holder[attribute.name]?.array {
                var object = values[0].object ?? JSONObject()
                object[subAttribute.name] = value
                values[0] = .object(object)
                holder[attribute.name] = .array(values)
            } else {
                var object = holder[attribute.name]?.object ?? JSONObject()
                object[subAttribute.name] = value
                holder[attribute.name] = .object(object)
            }
        } else {
            holder[attribute.name] = value
        }
        if let extensionURN { resource[extensionURN] = .object(holder) } else { resource = holder }
    }
}

extension ResourceType {
    /// The paths of all attributes and of all sub-attributes of its schemas.
    var everyPath: [AttributePath] {
        let sources = [(nil, schema)] + extensions.map { (Optional($0.schema.id), $0.schema) }
        return sources.flatMap { urn, schema in
            schema.attributes.flatMap { attribute in
                [AttributePath(extensionURN: urn, attribute: attribute)]
                    + attribute.subAttributes.map {
                        AttributePath(extensionURN: urn, attribute: attribute, subAttribute: $0)
                    }
            }
        }
    }
}
