package import SCIM

/// A minute in which requests of a network came.
package struct Contact: Hashable, Sendable {
    package let network: Network.Key
    /// Counted from 1970.
    package let minute: Int64

    package init(_ network: Network.Key, at time: DateTime) {
        self.network = network
        minute = time.microseconds / 60_000_000
    }
}
