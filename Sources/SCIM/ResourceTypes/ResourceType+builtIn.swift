extension ResourceType {
    /// The resource type of users.
    package static let user = ResourceType(
        name: "User",
        description: "A person's account.",
        endpoint: "/Users",
        schema: .user,
        extensions: [Extension(schema: .enterpriseUser, isRequired: false)]
    )
}
