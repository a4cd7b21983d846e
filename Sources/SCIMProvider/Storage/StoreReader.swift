/// Looks things up in one state of all networks.
package protocol StoreReader {
    /// What is known of a secret token of a network, or `nil` when the network never issued it.
    ///
    /// The time it takes does not tell whether another network did.
    func credential(hash: [UInt8], for network: String) throws -> Credential?

    /// What looks things up in one network.
    func reader(of network: Network) -> any ResourceReader
}
