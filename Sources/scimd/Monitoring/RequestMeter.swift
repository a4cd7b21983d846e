internal import HTTPTypes
internal import SCIM
internal import SCIMProvider
internal import Synchronization

/// Counts answered requests and how long they took.
final class RequestMeter: Sendable {
    /// What requests are counted by.
    struct Kind: Hashable {
        /// Empty for requests that were not authorized, so that nobody invents networks.
        let network: String
        let route: RouteName?
        let status: Int
    }

    struct Counts {
        var requests: [Kind: Int] = [:]
        /// Seconds, by route.
        var durations: [RouteName?: Histogram] = [:]
    }

    private struct State {
        var tallies: [RequestTally.Key: RequestTally] = [:]
        /// Requests since they were taken last, but for those in the latest minute of each tally.
        var contacts: [Contact: Int] = [:]
    }

    private let state = Mutex(State())

    func record(_ response: Response, seconds: Double, at time: DateTime) {
        let trace = response.trace
        let network = trace.credential?.network
        let key = RequestTally.Key(network: network?.key, route: trace.route, status: response.status.code)
        let contact = network.map { Contact($0.key, at: time) }
        state.withLock { state in
            let past = state.tallies[key, default: RequestTally(network: network?.name ?? "")].record(seconds, contact)
            if let past { state.contacts[past.contact, default: 0] += past.count }
        }
    }

    /// How many requests came in which minute since the last call.
    func takeContacts() -> [Contact: Int] {
        state.withLock { state in
            var contacts = state.contacts
            state.contacts = [:]
            for key in state.tallies.keys {
                guard let latest = state.tallies[key]?.takeContacts() else { continue }
                contacts[latest.contact, default: 0] += latest.count
            }
            return contacts
        }
    }

    var counts: Counts {
        var counts = Counts()
        for (key, tally) in state.withLock({ $0.tallies }) {
            let kind = Kind(network: tally.network, route: key.route, status: key.status)
            counts.requests[kind, default: 0] += tally.durations.count
            counts.durations[key.route, default: RequestTally.noDurations].add(tally.durations)
        }
        return counts
    }
}
