extension ResourceType {
    /// The attributes of a resource that a client sends to create or replace one (RFC 7644 §3.3, §3.5.1).
    ///
    /// Names that the type does not have are passed over, and so is what only the service provider may set. Attributes
    /// of an extension stand in an object under its URN afterwards, also where the client wrote `URN:attribute`.
    package func readAttributes(of body: JSONObject, with reader: ValueReader) throws(SCIMError) -> JSONObject {
        try checkSchemas(of: body)
        var attributes = JSONObject()
        for member in body.members {
            try read(member, into: &attributes, with: reader)
        }
        if let missing = missingRequirement(in: attributes) {
            throw .invalidValue("'\(missing)' is required: a \(name) cannot be without it")
        }
        return attributes
    }

    private func read(
        _ member: JSONObject.Member,
        into attributes: inout JSONObject,
        with reader: ValueReader
    ) throws(SCIMError) {
        switch resolve(member.name) {
        case .attribute(let path) where path.subAttribute == nil:
            guard let urn = path.extensionURN else {
                return try read(member.value, of: path.attribute, in: nil, into: &attributes, with: reader)
            }
            var inner = attributes[urn]?.object ?? JSONObject()
            try read(member.value, of: path.attribute, in: urn, into: &inner, with: reader)
            if !inner.isEmpty { attributes[urn] = .object(inner) }
        case .schemaExtension(let urn):
            guard let object = try object(member.value, named: urn) else { return }
            var inner = attributes[urn]?.object ?? JSONObject()
            for member in object.members {
                guard let attribute = schemaExtension(urn)?.schema.attribute(named: member.name) else { continue }
                try read(member.value, of: attribute, in: urn, into: &inner, with: reader)
            }
            if !inner.isEmpty { attributes[urn] = .object(inner) }
        case .coreSchema:
            guard let object = try object(member.value, named: member.name) else { return }
            for inner in object.members where !inner.name.hasPrefixIgnoringCase("urn:") {
                try read(inner, into: &attributes, with: reader)
            }
        case .attribute, .unknown:
            return
        }
    }

    /// Reads one attribute into those of the core schema or of an extension.
    private func read(
        _ json: JSON,
        of attribute: Attribute,
        in urn: String?,
        into attributes: inout JSONObject,
        with reader: ValueReader
    ) throws(SCIMError) {
        func path() -> String { AttributePath(extensionURN: urn, attribute: attribute).description }
        guard attribute.mutability != .readOnly, let value = try reader.read(json, of: attribute, at: path()) else {
            return
        }
        guard attributes[attribute.name] == nil else { throw .invalidSyntax("'\(path())' is given twice") }
        attributes[attribute.name] = value
    }

    private func object(_ json: JSON, named name: String) throws(SCIMError) -> JSONObject? {
        switch json {
        case .null: return nil
        case .object(let object): return object
        default: throw .invalidValue("'\(name)' is a schema: send an object of its attributes, not \(json.kind)")
        }
    }
}

extension JSONObject {
    /// Sets or, with `nil`, removes an attribute; an extension without attributes is removed with the last of them.
    package mutating func set(_ value: JSON?, at path: AttributePath) {
        guard let urn = path.extensionURN else {
            self[path.attribute.name] = value
            return
        }
        var attributes = self[urn]?.object ?? JSONObject()
        attributes[path.attribute.name] = value
        self[urn] = attributes.isEmpty ? nil : .object(attributes)
    }
}
