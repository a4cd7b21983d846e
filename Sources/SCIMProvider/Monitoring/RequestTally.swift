/// How many requests of a kind there were, how long they took, and how many came in the latest minute: all that is counted
/// of a request is found by one look-up.
struct RequestTally {
    struct Key: Hashable {
        /// Not the name, whose hash costs more.
        let network: Network.Key?
        let route: RouteName?
        let status: Int

        func hash(into hasher: inout Hasher) {
            hasher.combine(network)
            // There are a few routes, of different lengths for the most part; those of one length are compared.
            hasher.combine(route?.pattern.utf8.count)
            hasher.combine(status)
        }
    }

    typealias Contacts = (contact: Contact, count: Int)

    static let noDurations = Histogram(
        bounds: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]
    )

    /// The name of the network; empty for requests that were not authorized.
    let network: String
    /// Seconds.
    private(set) var durations = noDurations
    private var latest: Contacts?

    init(network: String) {
        self.network = network
    }

    /// Counts a request; gives those of the minute before its own.
    mutating func record(_ seconds: Double, _ contact: Contact?) -> Contacts? {
        durations.record(seconds)
        guard let contact else { return nil }
        if latest?.contact == contact {
            latest?.count += 1
            return nil
        }
        defer { latest = (contact, 1) }
        return latest
    }

    /// The requests of the latest minute, since the last call.
    mutating func takeContacts() -> Contacts? {
        defer { latest = nil }
        return latest
    }
}
