extension ResourceType {
    /// Checks that required attributes have a value, those of required extensions and of present values included.
    package func checkRequired(_ attributes: JSONObject) throws(SCIMError) {
        try checkRequired(schema.attributes, in: attributes, prefix: "")
        for schemaExtension in extensions {
            let urn = schemaExtension.schema.id
            guard let values = attributes[urn]?.object else {
                guard !schemaExtension.isRequired else {
                    throw .invalidValue("a \(name) must have attributes of \(urn): send an object under that name")
                }
                continue
            }
            try checkRequired(schemaExtension.schema.attributes, in: values, prefix: urn + ":")
        }
    }

    private func checkRequired(
        _ definitions: [Attribute],
        in attributes: JSONObject,
        prefix: String
    ) throws(SCIMError) {
        for definition in definitions where definition.mutability != .readOnly {
            guard let value = attributes[definition.name], value.hasContent else {
                guard !definition.isRequired else { throw .invalidValue("'\(prefix)\(definition.name)' is required") }
                continue
            }
            guard definition.subAttributes.contains(where: \.isRequired) else { continue }
            for case .object(let object) in value.array ?? [value] {
                try checkRequired(definition.subAttributes, in: object, prefix: "\(prefix)\(definition.name).")
            }
        }
    }
}

extension JSON {
    /// Whether the value satisfies a requirement: empty text does not.
    fileprivate var hasContent: Bool {
        switch self {
        case .null: false
        case .string(let text): !text.isEmpty
        default: true
        }
    }
}
