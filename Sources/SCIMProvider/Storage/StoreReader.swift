/// Looks things up in one state of all networks.
package protocol StoreReader {
    /// What is known of a secret token, or `nil` when no network ever issued it.
    func credential(hash: [UInt8]) throws -> Credential?

    /// What looks things up in one network.
    func reader(of network: Network) -> any ResourceReader
}
