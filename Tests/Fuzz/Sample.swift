internal import SCIM

/// A resource that filters are held against and PATCH operations are applied to.
struct Sample {
    let resource: Resource
    /// All that is known of the resource, the secret included.
    let whole: JSONObject

    static let all = [user, group]

    static let user = Sample(
        .user,
        [
            "userName": "bjensen@example.com",
            "externalId": "Ext-1",
            "name": ["familyName": "O'Malley", "givenName": "Jané"],
            "displayName": "Babs",
            "title": "Vice President",
            "active": true,
            "password": "secret",
            "emails": [
                ["type": "work", "value": "bjensen@example.com", "primary": true],
                ["type": "home", "value": "babs@jensen.org"],
            ],
            "addresses": [["type": "work", "locality": "Hollywood", "country": "US"]],
            "roles": [["value": "Admin"]],
            "x509Certificates": [["value": "MIIDQzCC"]],
            "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": [
                "department": "R&D", "manager": ["value": "26118915"],
            ],
        ]
    )

    static let group = Sample(
        .group,
        ["displayName": "Tour Guides", "externalId": "Ext-2", "members": [["value": "2819c223", "type": "User"]]]
    )

    private init(_ type: ResourceType, _ attributes: JSONObject) {
        let meta = Meta(
            created: DateTime(microseconds: 1_700_000_000_000_000),
            lastModified: DateTime(microseconds: 1_700_000_100_000_000),
            version: 3
        )
        resource = Resource(type: type, id: "2819c223", attributes: attributes, meta: meta)
        var whole = attributes
        whole["id"] = .string(resource.id)
        whole["schemas"] = type.schemas(of: attributes)
        self.whole = whole
    }
}
