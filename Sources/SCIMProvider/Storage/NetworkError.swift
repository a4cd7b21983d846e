/// Why a command on networks or tokens cannot be carried out.
package enum NetworkError: Error, Hashable, Sendable {
    case exists(String)
    case noNetwork(String, known: [String])
    case noToken(Int64)
    case invalidName(String)
    case noResource(String, network: String)
    /// Definitions would leave resources behind that no longer have their type or their attributes.
    case lostDefinition(network: String, what: String, resources: Int)
    /// A value that definitions make unique belongs to more than one resource.
    case notUnique(network: String, path: String, value: String)
}

extension NetworkError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .exists(let name):
            "there is a network '\(name)' already"
        case .noNetwork(let name, let known) where known.isEmpty:
            "there is no network '\(name)', nor any other: make it with 'scimd network create \(name)'"
        case .noNetwork(let name, let known):
            "there is no network '\(name)': there are \(known.joined(separator: ", "))"
        case .noToken(let id):
            "there is no token \(id): 'scimd token list NETWORK' shows the tokens there are"
        case .invalidName(let name):
            "'\(name)' cannot be the name of a network: it is part of a URL, so use 1 to 63 small letters, digits and "
                + "hyphens, and start with a letter or a digit"
        case .noResource(let id, let network):
            "there is no resource with the id '\(id)' in the network '\(network)': give the 'id' that the service gave it"
        case .lostDefinition(let network, let what, let resources):
            "\(resources) resources of the network '\(network)' have \(what), which the new definitions leave out or "
                + "change: keep it as it is, or delete it from those resources first"
        case .notUnique(let network, let path, let value):
            "'\(path)' cannot become unique in the network '\(network)', for more than one resource has \"\(value)\""
        }
    }
}
