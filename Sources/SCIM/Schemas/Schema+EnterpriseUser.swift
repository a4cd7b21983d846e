extension Schema {
    /// The enterprise extension of users (RFC 7643 §4.3).
    package static let enterpriseUser = Schema(
        id: "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User",
        name: "EnterpriseUser",
        description: "A person's place in an organization.",
        attributes: [
            .string("employeeNumber", "The number the organization gave the person."),
            .string("costCenter", "The cost center."),
            .string("organization", "The organization."),
            .string("division", "The division."),
            .string("department", "The department."),
            .complex(
                "manager",
                "The user's manager.",
                [
                    .string(
                        "value",
                        "The identifier of the manager's User resource.",
                        isCaseExact: true,
                        isIndexed: true
                    ),
                    .reference("$ref", "The URI of the manager's User resource.", to: ["User"]),
                    .string("displayName", "The manager's display name.", mutability: .readOnly),
                ]
            ),
        ]
    )
}
