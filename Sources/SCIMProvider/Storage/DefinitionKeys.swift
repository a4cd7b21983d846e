/// What a store calls the definitions that are in force in a network; they get a new key with each change.
package struct DefinitionKeys: Hashable, Sendable {
    /// The definitions for all networks.
    package let shared: Int64?
    /// The network's own.
    package let own: Int64?

    package init(shared: Int64? = nil, own: Int64? = nil) {
        self.shared = shared
        self.own = own
    }
}
