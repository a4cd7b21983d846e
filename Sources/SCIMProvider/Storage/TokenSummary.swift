package import SCIM

/// A secret token with what an operator asks about it; never the token itself.
package struct TokenSummary: Sendable {
    package let id: Int64
    package let network: Network
    package let label: String
    /// The identifier of the resource that `/Me` means with the token.
    package let resource: String?
    package let created: DateTime
    package let expires: DateTime?
    package let revoked: DateTime?
    package let lastUsed: DateTime?

    package init(
        id: Int64,
        network: Network,
        label: String,
        resource: String?,
        created: DateTime,
        expires: DateTime?,
        revoked: DateTime?,
        lastUsed: DateTime?
    ) {
        self.id = id
        self.network = network
        self.label = label
        self.resource = resource
        self.created = created
        self.expires = expires
        self.revoked = revoked
        self.lastUsed = lastUsed
    }

    /// What the token is good for at an instant.
    package func state(at instant: DateTime) -> String {
        if revoked != nil { return "revoked" }
        return expires.map { $0 <= instant } ?? false ? "expired" : "valid"
    }
}
