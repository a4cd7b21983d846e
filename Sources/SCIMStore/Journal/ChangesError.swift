/// Why changes cannot be told without a gap.
package enum ChangesError: Error, Hashable, Sendable {
    /// Changes up to a number have been deleted from the journal.
    case deleted(network: String, after: Int64, upTo: Int64)
    /// The number was given to a change that is lost: the database was restored from a backup since.
    case lost(network: String, after: Int64)
    /// No change has had the number yet.
    case unknown(network: String, after: Int64, latest: Int64)
    /// The number was given before the network was made, to a change of one of its name that was deleted.
    case remade(network: String, after: Int64)
    /// The network was deleted, whether or not there is another one of its name.
    case gone(network: String)
}

extension ChangesError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .deleted(let network, let after, let last):
            "the changes of '\(network)' up to number \(last) are no longer kept, and number \(after) is older. "
                + Self.advice(network)
        case .lost(let network, let after):
            "number \(after) was a change of '\(network)' that is lost, for a backup from before it was restored. "
                + Self.advice(network)
        case .unknown(let network, let after, let latest):
            "there is no change \(after) of '\(network)', the latest number is \(latest): it was given by another database. "
                + Self.advice(network)
        case .remade(let network, let after):
            "number \(after) was a change of another network '\(network)', which was deleted before this one was made. "
                + Self.advice(network)
        case .gone(let network):
            "the network '\(network)' was deleted"
        }
    }

    private static func advice(_ network: String) -> String {
        "Take over the whole state by 'scimd export \(network) --ndjson FILE', and go on after the number that it tells"
    }
}
