package import SCIM

/// What a store knows of a secret token.
///
/// A class, because every request passes it on.
package final class Credential: Sendable {
    package let tokenID: Int64
    package let network: Network
    /// The identifier of the resource that `/Me` means with the token, where the operator named one.
    package let resource: String?
    /// The SHA-256 of the token.
    package let hash: [UInt8]
    package let expires: DateTime?
    package let revoked: DateTime?

    package init(
        tokenID: Int64,
        network: Network,
        resource: String?,
        hash: [UInt8],
        expires: DateTime?,
        revoked: DateTime?
    ) {
        self.tokenID = tokenID
        self.network = network
        self.resource = resource
        self.hash = hash
        self.expires = expires
        self.revoked = revoked
    }
}
