extension Schema {
    /// The attributes every resource has beside those of its schemas (RFC 7643 §3.1).
    ///
    /// They belong to no schema document, so this one is never announced; it exists for the lookup of names.
    package static let common = Schema(
        id: "",
        name: "Common",
        description: "The attributes every resource has.",
        attributes: [
            Attribute(
                name: "schemas",
                type: .reference,
                isMultiValued: true,
                description: "The URNs of the schemas whose attributes the resource has.",
                isRequired: true,
                mutability: .readOnly,
                returned: .always
            ),
            .string(
                "id",
                "The identifier the service provider gave the resource.",
                isCaseExact: true,
                mutability: .readOnly,
                returned: .always
            ),
            .string("externalId", "The identifier the client gave the resource.", isCaseExact: true, isIndexed: true),
            .complex(
                "meta",
                "Facts about the resource itself.",
                mutability: .readOnly,
                [
                    .string("resourceType", "The name of the resource type.", isCaseExact: true, mutability: .readOnly),
                    Attribute(
                        name: "created",
                        type: .dateTime,
                        description: "When the resource was created.",
                        mutability: .readOnly
                    ),
                    Attribute(
                        name: "lastModified",
                        type: .dateTime,
                        description: "When the resource was last changed.",
                        mutability: .readOnly,
                        isIndexed: true
                    ),
                    .reference("location", "The URI of the resource.", to: ["uri"], mutability: .readOnly),
                    .string("version", "The entity tag of the resource.", isCaseExact: true, mutability: .readOnly),
                ]
            ),
        ]
    )
}
