extension Schema {
    /// The core schema of groups (RFC 7643 §4.2).
    package static let group = Schema(
        id: "urn:ietf:params:scim:schemas:core:2.0:Group",
        name: "Group",
        description: "Users and groups that belong together.",
        attributes: [
            .string("displayName", "The name of the group.", isRequired: true, isIndexed: true),
            .multiValued(
                "members",
                "The users and groups that belong to the group.",
                [
                    .string("value", "The identifier of the member.", isCaseExact: true, mutability: .immutable),
                    .reference("$ref", "The URI of the member.", to: ["User", "Group"], mutability: .immutable),
                    .label(
                        "type",
                        "The resource type of the member.",
                        suggesting: ["User", "Group"],
                        mutability: .immutable
                    ),
                    .string("display", "A name for the member, for people to read.", mutability: .immutable),
                ]
            ),
        ]
    )
}
