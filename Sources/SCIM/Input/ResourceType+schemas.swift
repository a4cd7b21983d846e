extension ResourceType {
    /// Checks the `schemas` of a resource that a client sends (RFC 7643 §3).
    ///
    /// The core schema must be among them; URNs that nobody knows are passed over, because clients send URNs of older
    /// protocols and of their own beside it.
    func checkSchemas(of body: JSONObject) throws(SCIMError) {
        let cure = "send \"schemas\": [\"\(schema.id)\"]"
        guard let schemas = body.value(ofFolded: "schemas") else {
            throw .invalidSyntax("'schemas' is missing: \(cure)")
        }
        guard case .array(let urns) = schemas, !urns.isEmpty else {
            throw .invalidSyntax("'schemas' must be an array of at least one URN: \(cure)")
        }
        var hasCore = false
        for urn in urns {
            guard case .string(let text) = urn else { throw .invalidSyntax("'schemas' must hold URNs only: \(cure)") }
            hasCore = hasCore || text.equalsIgnoringCase(schema.id)
        }
        guard hasCore else { throw .invalidSyntax("'schemas' does not name the schema of a \(name): \(cure)") }
    }

    /// The value of `schemas` that is true of attributes: the core schema and the extensions with a value.
    package func schemas(of attributes: JSONObject) -> JSON {
        let present = extensions.filter { attributes[$0.schema.id] != nil }
        return .array([.string(schema.id)] + present.map { .string($0.schema.id) })
    }
}
