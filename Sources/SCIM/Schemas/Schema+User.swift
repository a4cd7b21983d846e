extension Schema {
    /// The core schema of users (RFC 7643 §4.1).
    package static let user = Schema(
        id: "urn:ietf:params:scim:schemas:core:2.0:User",
        name: "User",
        description: "A person's account.",
        attributes: userSingleValues + userMultiValues
    )

    private static let userSingleValues: [Attribute] = [
        .string(
            "userName",
            "The name the user signs in with; unique without regard to case.",
            isRequired: true,
            uniqueness: .server
        ),
        .complex(
            "name",
            "The parts of the user's name.",
            [
                .string("formatted", "The whole name as it is displayed."),
                .string("familyName", "The family name, or last name."),
                .string("givenName", "The given name, or first name."),
                .string("middleName", "The middle names."),
                .string("honorificPrefix", "A title before the name, such as Dr."),
                .string("honorificSuffix", "A title after the name, such as III."),
            ]
        ),
        .string("displayName", "The name shown to other people."),
        .string("nickName", "What the user is called casually."),
        .reference("profileUrl", "The address of a page about the user.", to: ["external"]),
        .string("title", "The job title."),
        .string("userType", "How the user relates to the organization, such as Employee."),
        .string("preferredLanguage", "The preferred language, in the form of an Accept-Language header."),
        .string("locale", "The locale for numbers, dates and currencies, such as en-US."),
        .string("timezone", "The time zone in the form of the IANA database, such as Europe/Zurich."),
        .boolean("active", "Whether the account may be used."),
        .string(
            "password",
            "The clear-text password; it is only ever written.",
            isCaseExact: true,
            mutability: .writeOnly,
            returned: .never
        ),
    ]

    private static let userMultiValues: [Attribute] = [
        .labelledValues(
            "emails",
            "The e-mail addresses.",
            value: .string("value", "The e-mail address.", isIndexed: true, indexedKind: "work"),
            types: ["work", "home", "other"]
        ),
        .labelledValues(
            "phoneNumbers",
            "The telephone numbers.",
            value: .string("value", "The telephone number."),
            types: ["work", "home", "mobile", "fax", "pager", "other"]
        ),
        .labelledValues(
            "ims",
            "The addresses for instant messages.",
            value: .string("value", "The address for instant messages."),
            types: ["aim", "gtalk", "icq", "xmpp", "msn", "skype", "qq", "yahoo"]
        ),
        .labelledValues(
            "photos",
            "The addresses of pictures of the user.",
            value: .reference("value", "The address of a picture.", to: ["external"]),
            types: ["photo", "thumbnail"]
        ),
        .multiValued(
            "addresses",
            "The postal addresses.",
            [
                .string("formatted", "The whole address as it is printed."),
                .string("streetAddress", "Street, house number, post box."),
                .string("locality", "The city."),
                .string("region", "The state or region."),
                .string("postalCode", "The postal code."),
                .string("country", "The country, as two letters of ISO 3166-1."),
                .label("type", "What the address is used for.", suggesting: ["work", "home", "other"]),
                .boolean("primary", "Whether this is the preferred address; at most one is."),
            ]
        ),
        .multiValued(
            "groups",
            "The groups the user belongs to, directly or through other groups.",
            mutability: .readOnly,
            [
                .string("value", "The identifier of the group.", isCaseExact: true, mutability: .readOnly),
                .reference("$ref", "The URI of the group.", to: ["Group"], mutability: .readOnly),
                .string("display", "The group's display name.", mutability: .readOnly),
                .label(
                    "type",
                    "How the user belongs to the group.",
                    suggesting: ["direct", "indirect"],
                    mutability: .readOnly
                ),
            ]
        ),
        .labelledValues("entitlements", "What the user is entitled to.", value: .string("value", "The entitlement.")),
        .labelledValues("roles", "The user's roles.", value: .string("value", "The role.")),
        .labelledValues(
            "x509Certificates",
            "The user's certificates.",
            value: Attribute(
                name: "value",
                type: .binary,
                description: "A DER certificate in base64.",
                isCaseExact: true
            )
        ),
    ]
}
