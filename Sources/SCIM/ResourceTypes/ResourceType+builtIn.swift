extension ResourceType {
    /// The resource type of users.
    package static let user = ResourceType(
        name: "User",
        description: "A person's account.",
        endpoint: "/Users",
        schema: .user,
        extensions: [Extension(schema: .enterpriseUser, isRequired: false)]
    )

    /// The resource type of groups.
    package static let group = ResourceType(
        name: "Group",
        description: "Users and groups that belong together.",
        endpoint: "/Groups",
        schema: .group
    )
}
