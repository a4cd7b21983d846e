package import SCIM

/// Where networks and secret tokens are managed; what the operator's commands are made of.
package protocol NetworkStore: Sendable {
    /// Makes a network; throws `NetworkError.exists` when the name is taken in any letter case.
    func createNetwork(named name: String, at instant: DateTime) throws -> Network

    /// All networks by name.
    func networks() throws -> [NetworkSummary]

    /// Removes a network with its tokens, its resources and its journal.
    func deleteNetwork(_ network: Network) throws

    /// Changes the settings of a network.
    func store(_ settings: NetworkSettings, for network: Network) throws

    /// Makes definitions the only ones of a network or, without one, the only ones for all networks.
    ///
    /// Says whether they differ from those there were. Throws `JSONFileError` when they do not fit together, and
    /// `NetworkError` when they do not fit the resources there are.
    func store(_ definitions: Definitions, for network: Network?) throws -> Bool

    /// Stores the hash of a new token and gives the token's identifier; throws `NetworkError.noResource` when there is
    /// no resource for `/Me`.
    func issueToken(
        hash: [UInt8],
        label: String,
        resource: String?,
        expires: DateTime?,
        for network: Network,
        at instant: DateTime
    ) throws -> Int64

    /// The tokens of a network, the newest last.
    func tokens(of network: Network) throws -> [TokenSummary]

    /// Revokes a token from the next request on; throws `NetworkError.noToken` when there is none of that identifier.
    func revokeToken(_ id: Int64, at instant: DateTime) throws -> TokenSummary

    /// Stores when tokens were last used.
    func storeTokenUse(_ uses: [Int64: DateTime]) throws
}

extension NetworkStore {
    /// The network of a name in any letter case; throws `NetworkError.noNetwork` when there is none.
    package func network(named name: String) throws -> NetworkSummary {
        let all = try networks()
        guard let found = all.first(where: { $0.network.name.equalsIgnoringCase(name) }) else {
            throw NetworkError.noNetwork(name, known: all.map(\.network.name))
        }
        return found
    }
}
