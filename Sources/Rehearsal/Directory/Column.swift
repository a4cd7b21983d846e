internal import SCIM

/// A column that a directory file may have: an attribute of Entra's users.
package struct Column: Hashable, Sendable {
    /// What a cell holds.
    package enum Kind: Hashable, Sendable {
        case text
        case boolean
        /// Several values, with semicolons between them.
        case list
    }

    package let name: String
    package let kind: Kind

    /// Every column; all but `userPrincipalName` may be missing.
    package static let all: [Column] =
        [
            "objectId", "userPrincipalName", "mail", "givenName", "surname", "displayName", "jobTitle", "companyName",
            "department", "country", "preferredLanguage", "manager", "mailNickname", "employeeId", "city", "state",
            "streetAddress", "postalCode", "telephoneNumber", "mobile", "facsimileTelephoneNumber",
            "physicalDeliveryOfficeName", "usageLocation", "userType",
        ]
        .map { Column(name: $0, kind: .text) }
        + (1...15).map { Column(name: "extensionAttribute\($0)", kind: .text) }
        + ["accountEnabled", "assigned", "isSoftDeleted"].map { Column(name: $0, kind: .boolean) }
        + ["groups", "appRoleAssignments"].map { Column(name: $0, kind: .list) }

    /// The columns that `scim-rehearsal sample` writes, in their order.
    package static let sampled = [
        "objectId", "userPrincipalName", "mail", "givenName", "surname", "displayName", "jobTitle", "companyName",
        "department", "country", "preferredLanguage", "accountEnabled", "manager", "assigned", "groups",
    ]

    /// The column of a name in any letter case.
    package static func named(_ name: String) -> Column? {
        all.first { $0.name.equalsIgnoringCase(name) }
    }
}
