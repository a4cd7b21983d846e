extension Schema {
    /// The schema as `/Schemas` announces it (RFC 7643 §7), without `meta`.
    package var document: JSONObject {
        document(requiring: [])
    }

    /// The schema, with some attributes `required` that are not so by themselves.
    package func document(requiring required: Set<Attribute>) -> JSONObject {
        JSONObject([
            .init(name: "schemas", value: .array([.string("urn:ietf:params:scim:schemas:core:2.0:Schema")])),
            .init(name: "id", value: .string(id)),
            .init(name: "name", value: .string(name)),
            .init(name: "description", value: .string(description)),
            .init(name: "attributes", value: .array(attributes.map { .object($0.document(requiring: required)) })),
        ])
    }
}

extension Attribute {
    /// The definition as schema documents write it; what does not apply to the type is left out.
    fileprivate func document(requiring required: Set<Attribute>) -> JSONObject {
        var object = JSONObject([
            .init(name: "name", value: .string(name)),
            .init(name: "type", value: .string(type.rawValue)),
            .init(name: "multiValued", value: .bool(isMultiValued)),
            .init(name: "description", value: .string(description)),
            .init(name: "required", value: .bool(isRequired || required.contains(self))),
        ])
        if !canonicalValues.isEmpty {
            object.append(.init(name: "canonicalValues", value: .array(canonicalValues.map { .string($0) })))
        }
        if type == .string || type == .reference || type == .binary {
            object.append(.init(name: "caseExact", value: .bool(isCaseExact)))
        }
        object.append(.init(name: "mutability", value: .string(mutability.rawValue)))
        object.append(.init(name: "returned", value: .string(returned.rawValue)))
        object.append(.init(name: "uniqueness", value: .string(uniqueness.rawValue)))
        if !referenceTypes.isEmpty {
            object.append(.init(name: "referenceTypes", value: .array(referenceTypes.map { .string($0) })))
        }
        if !subAttributes.isEmpty {
            let documents = subAttributes.map { JSON.object($0.document(requiring: required)) }
            object.append(.init(name: "subAttributes", value: .array(documents)))
        }
        return object
    }
}
