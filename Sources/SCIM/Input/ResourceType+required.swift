extension ResourceType {
    /// The first required attribute or extension that has no value, those inside of present values included.
    package func missingRequirement(in attributes: JSONObject) -> String? {
        if let missing = missingRequirement(schema.requirements, in: attributes, prefix: "") { return missing }
        for schemaExtension in extensions {
            let urn = schemaExtension.schema.id
            guard let values = attributes[urn]?.object else {
                if schemaExtension.isRequired { return urn }
                continue
            }
            let definitions = schemaExtension.schema.requirements
            if let missing = missingRequirement(definitions, in: values, prefix: urn + ":") { return missing }
        }
        return nil
    }

    private func missingRequirement(
        _ definitions: [Attribute],
        in attributes: JSONObject,
        prefix: String
    ) -> String? {
        for definition in definitions where definition.mutability != .readOnly {
            guard let value = attributes[definition.name], value.hasContent else {
                if definition.isRequired { return prefix + definition.name }
                continue
            }
            guard definition.subAttributes.contains(where: \.isRequired) else { continue }
            for case .object(let object) in value.array ?? [value] {
                let prefix = "\(prefix)\(definition.name)."
                if let missing = missingRequirement(definition.subAttributes, in: object, prefix: prefix) {
                    return missing
                }
            }
        }
        return nil
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
