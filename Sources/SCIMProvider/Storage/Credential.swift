package import SCIM

/// What a store knows of a secret token.
package struct Credential: Sendable {
    package let tokenID: Int64
    package let network: Network
    /// The SHA-256 of the token.
    package let hash: [UInt8]
    package let expires: DateTime?
    package let revoked: DateTime?

    package init(
        tokenID: Int64,
        network: Network,
        hash: [UInt8],
        expires: DateTime?,
        revoked: DateTime?
    ) {
        self.tokenID = tokenID
        self.network = network
        self.hash = hash
        self.expires = expires
        self.revoked = revoked
    }
}
