package import SCIM

extension StoredResource {
    /// The stored resource with all its attributes.
    package func resource(of type: ResourceType) throws -> Resource {
        var attributes = try JSON(parsing: document).object ?? JSONObject()
        attributes["schemas"] = nil
        attributes["id"] = nil
        if let unsent {
            for member in try JSON(parsing: unsent).object?.members ?? [] {
                guard type.schemaExtension(member.name) != nil, let new = member.value.object else {
                    attributes[member.name] = member.value
                    continue
                }
                var merged = attributes[member.name]?.object ?? JSONObject()
                for inner in new.members { merged[inner.name] = inner.value }
                attributes[member.name] = .object(merged)
            }
        }
        return Resource(type: type, id: id, attributes: attributes, meta: meta)
    }

    /// The stored resource with only the attributes that a filter or a sort looks at.
    package func resource(of type: ResourceType, reading names: [JSONName]) throws -> Resource {
        // What is not sent lies elsewhere, and `schemas` is made of all extensions there are.
        guard unsent == nil, !names.contains(where: { $0.text == "schemas" }) else { return try resource(of: type) }
        let attributes = try JSONObject(parsing: document, only: names)
        return Resource(type: type, id: id, attributes: attributes, meta: meta)
    }
}
