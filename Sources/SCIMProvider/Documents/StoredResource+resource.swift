package import SCIM

extension StoredResource {
    /// The stored resource with all its attributes and with the relations that were read.
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

    /// The stored resource with only the attributes that a filter or a sort looks at, relations included.
    package func resource(of type: ResourceType, reading names: [JSONName], _ types: ResourceTypes) throws -> Resource {
        var resource: Resource
        // What is not sent lies elsewhere, and `schemas` is made of all extensions there are.
        if unsent != nil || names.contains(where: { $0.text == "schemas" }) {
            resource = try self.resource(of: type)
        } else {
            let attributes = try JSONObject(parsing: document, only: names)
            resource = Resource(type: type, id: id, attributes: attributes, meta: meta)
        }
        for member in relationMembers(baseURL: "", types) { resource.attributes.append(member) }
        return resource
    }
}

extension ResourceView {
    /// The members of the document that are made of relations.
    package func relationMembers(baseURL: String, _ types: ResourceTypes) -> [JSONObject.Member] {
        var relations: [JSONObject.Member] = []
        if !members.isEmpty {
            let values = members.map { JSON.object($0.json(baseURL: baseURL, types)) }
            relations.append(.init(name: "members", value: .array(values)))
        }
        // Groups of a type that is not served are nobody's.
        let groups = memberships.filter { types.named($0.type) != nil }
        if !groups.isEmpty {
            let values = groups.map { JSON.object($0.json(baseURL: baseURL, types)) }
            relations.append(.init(name: "groups", value: .array(values)))
        }
        return relations
    }
}
