package import SCIM

/// One customer's directory, isolated from all others.
///
/// A class, because every request passes it on.
package final class Network: Sendable {
    /// What a store calls the network.
    package struct Key: Hashable, Sendable {
        package let value: Int64

        package init(_ value: Int64) {
            self.value = value
        }
    }

    package let key: Key
    /// The name in Tenant URLs.
    package let name: String
    package let settings: NetworkSettings
    /// The types of resources that are served in the network.
    package let resourceTypes: ResourceTypes
    /// Which definitions of resource types are in force; a store tells by it whether they still are.
    package let definitions: DefinitionKeys
    /// When the network was read, in the counting of the store; `nil` when that does not matter.
    package let era: Int64?

    package init(
        key: Key,
        name: String,
        settings: NetworkSettings = NetworkSettings(),
        resourceTypes: ResourceTypes = .builtIn,
        definitions: DefinitionKeys = DefinitionKeys(),
        era: Int64? = nil
    ) {
        self.key = key
        self.name = name
        self.settings = settings
        self.resourceTypes = resourceTypes.served(by: settings)
        self.definitions = definitions
        self.era = era
    }
}
