package import SCIM

/// Where is kept what happened in networks.
package protocol JournalStore: Sendable {
    /// Records refused requests; those that name no network there is are left out.
    func record(_ refusals: [RefusalRecord]) throws

    /// Adds requests to those that were counted.
    func add(_ contacts: [Contact: Int]) throws

    /// Gives `body` the entries of a network, the newest first, until it says `false`; those up to the number `last` are
    /// left out.
    func entries(of network: Network, after last: Int64, _ body: (JournalEntry) throws -> Bool) throws

    /// The entry of a number, with its network.
    func entry(_ number: Int64) throws -> (network: Network, entry: JournalEntry)?

    /// Deletes the oldest entries of all networks that are older than an instant, so many at most; says how many.
    func deleteEntries(before instant: DateTime, limit: Int) throws -> Int

    /// How many requests came from a network in which minutes since an instant, the oldest first.
    func contacts(of network: Network, since instant: DateTime) throws -> [(minute: DateTime, requests: Int)]
}
