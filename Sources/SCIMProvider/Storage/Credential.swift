package import SCIM

/// What a store knows of a secret token.
package struct Credential: Sendable {
    package let tokenID: Int64
    package let network: Network
    /// The SHA-256 of the token.
    package let hash: [UInt8]
    package let expires: DateTime?
    package let revoked: DateTime?
    /// The identifier of the resource that `/Me` means, where the token has one.
    package let resourceID: String?

    package init(
        tokenID: Int64,
        network: Network,
        hash: [UInt8],
        expires: DateTime?,
        revoked: DateTime?,
        resourceID: String? = nil
    ) {
        self.tokenID = tokenID
        self.network = network
        self.hash = hash
        self.expires = expires
        self.revoked = revoked
        self.resourceID = resourceID
    }
}
