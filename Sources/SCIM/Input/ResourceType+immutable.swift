extension ResourceType {
    /// Checks that attributes which may be set once have kept their value (RFC 7643 §7, `immutable`).
    package func checkImmutable(before: JSONObject, after: JSONObject) throws(SCIMError) {
        try checkImmutable(schema.immutables, before: before, after: after, prefix: "")
        for schemaExtension in extensions where !schemaExtension.schema.immutables.isEmpty {
            let urn = schemaExtension.schema.id
            guard let before = before[urn]?.object else { continue }
            let after = after[urn]?.object ?? JSONObject()
            try checkImmutable(schemaExtension.schema.immutables, before: before, after: after, prefix: urn + ":")
        }
    }

    /// Sub-attributes are followed through single values only: the values of a list come and go as wholes.
    private func checkImmutable(
        _ definitions: [Attribute],
        before: JSONObject,
        after: JSONObject,
        prefix: String
    ) throws(SCIMError) {
        for definition in definitions {
            guard let old = before[definition.name] else { continue }
            if definition.mutability == .immutable {
                guard after[definition.name] == old else {
                    throw .mutability("'\(prefix)\(definition.name)' can be set once only and has a value already")
                }
            } else if let old = old.object, let new = after[definition.name]?.object {
                let inner = "\(prefix)\(definition.name)."
                try checkImmutable(definition.subAttributes, before: old, after: new, prefix: inner)
            }
        }
    }
}
