extension ResourceTypes {
    /// These types and those that are defined.
    ///
    /// A document that names a type there is says which extensions that type has, all of them; the rest must be as it
    /// is. Schemas are new ones.
    package func adding(_ definitions: Definitions) throws(JSONFileError) -> ResourceTypes {
        var known = schemas
        for (document, schema) in definitions.schemas {
            guard !known.contains(where: { $0.id.equalsIgnoringCase(schema.id) }) else {
                throw document.error("there is a schema '\(schema.id)' already: give the new one an id of its own")
            }
            known.append(schema)
        }
        var types = all
        var defined: Set<String> = []
        for definition in definitions.types {
            guard defined.insert(definition.name).inserted else {
                throw definition.document.error("the resource type '\(definition.name)' is defined twice")
            }
            let type = try definition.resourceType(of: known)
            if let index = types.firstIndex(where: { $0.name.equalsIgnoringCase(definition.name) }) {
                guard types[index].isSame(as: type) else {
                    throw definition.document.error(
                        "the resource type \(types[index].name) has the endpoint \(types[index].endpoint) and the schema "
                            + "\(types[index].schema.id), which cannot change; its extensions can"
                    )
                }
                types[index] = type
            } else {
                guard !types.contains(where: { $0.endpoint.equalsIgnoringCase(type.endpoint) }) else {
                    throw definition.document.error("the endpoint '\(type.endpoint)' belongs to another resource type")
                }
                types.append(type)
            }
        }
        for (document, schema) in definitions.schemas {
            let isUsed = types.contains { type in
                type.schema.id == schema.id || type.extensions.contains { $0.schema.id == schema.id }
            }
            guard isUsed else {
                throw document.error(
                    "no resource type has the schema '\(schema.id)': name it in a ResourceType document, for instance "
                        + "among the 'schemaExtensions' of User"
                )
            }
        }
        return ResourceTypes(types)
    }
}

extension ResourceTypeDefinition {
    /// The type, with its schemas found among those there are.
    fileprivate func resourceType(of schemas: [Schema]) throws(JSONFileError) -> ResourceType {
        guard let core = schemas.first(where: { $0.id.equalsIgnoringCase(schema) }) else {
            throw try document.requiredMember("schema").error("there is no schema '\(schema)'")
        }
        var found: [ResourceType.Extension] = []
        for wanted in extensions {
            guard let schema = schemas.first(where: { $0.id.equalsIgnoringCase(wanted.urn) }) else {
                throw wanted.place.error("there is no schema '\(wanted.urn)'")
            }
            guard schema.id != core.id else {
                throw wanted.place.error("'\(wanted.urn)' is the schema of the type itself, not an extension")
            }
            found.append(.init(schema: schema, isRequired: wanted.isRequired))
        }
        return ResourceType(
            name: name,
            description: description,
            endpoint: endpoint,
            schema: core,
            extensions: found
        )
    }
}

extension ResourceType {
    fileprivate func isSame(as other: ResourceType) -> Bool {
        name == other.name && endpoint == other.endpoint && schema.id == other.schema.id
    }
}
