/// One customer's directory, isolated from all others.
package struct Network: Hashable, Sendable {
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

    package init(key: Key, name: String, settings: NetworkSettings = NetworkSettings()) {
        self.key = key
        self.name = name
        self.settings = settings
    }
}
