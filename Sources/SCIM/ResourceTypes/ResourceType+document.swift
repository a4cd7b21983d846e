extension ResourceType {
    /// The type as `/ResourceTypes` announces it (RFC 7643 §6), without `meta`.
    package var document: JSONObject {
        var object = JSONObject([
            .init(name: "schemas", value: .array([.string("urn:ietf:params:scim:schemas:core:2.0:ResourceType")])),
            .init(name: "id", value: .string(name)),
            .init(name: "name", value: .string(name)),
            .init(name: "endpoint", value: .string(endpoint)),
            .init(name: "description", value: .string(description)),
            .init(name: "schema", value: .string(schema.id)),
        ])
        if !extensions.isEmpty {
            let documents = extensions.map { schemaExtension in
                JSON.object(
                    JSONObject([
                        .init(name: "schema", value: .string(schemaExtension.schema.id)),
                        .init(name: "required", value: .bool(schemaExtension.isRequired)),
                    ])
                )
            }
            object.append(.init(name: "schemaExtensions", value: .array(documents)))
        }
        return object
    }
}
