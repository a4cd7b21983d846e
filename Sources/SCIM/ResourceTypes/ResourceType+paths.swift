extension ResourceType {
    /// The paths of all attributes and sub-attributes of the type that satisfy a condition, common ones first.
    ///
    /// A sub-attribute is visited only when its attribute does not satisfy the condition itself.
    package func paths(where condition: (Attribute) -> Bool) -> [AttributePath] {
        Self.paths(in: schema, extensions, where: condition)
    }

    static func paths(
        in schema: Schema,
        _ extensions: [Extension],
        where condition: (Attribute) -> Bool
    ) -> [AttributePath] {
        let sources: [(urn: String?, attributes: [Attribute])] =
            [(nil, Schema.common.attributes), (nil, schema.attributes)]
            + extensions.map { ($0.schema.id, $0.schema.attributes) }
        return sources.flatMap { source in
            source.attributes.flatMap { attribute in
                guard !condition(attribute) else {
                    return [AttributePath(extensionURN: source.urn, attribute: attribute)]
                }
                return attribute.subAttributes.filter(condition)
                    .map { sub in
                        AttributePath(extensionURN: source.urn, attribute: attribute, subAttribute: sub)
                    }
            }
        }
    }
}
