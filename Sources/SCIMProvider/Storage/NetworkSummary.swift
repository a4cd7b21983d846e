package import SCIM

/// A network with what an operator asks about it.
package struct NetworkSummary: Sendable {
    package let network: Network
    package let created: DateTime
    /// How many resources there are, by the name of their type.
    package let resources: [String: Int]
    /// How many tokens are neither revoked nor expired at the time of asking.
    package let tokens: Int
    /// When a token of the network was last used.
    package let lastUsed: DateTime?

    package init(
        network: Network,
        created: DateTime,
        resources: [String: Int],
        tokens: Int,
        lastUsed: DateTime?
    ) {
        self.network = network
        self.created = created
        self.resources = resources
        self.tokens = tokens
        self.lastUsed = lastUsed
    }
}
