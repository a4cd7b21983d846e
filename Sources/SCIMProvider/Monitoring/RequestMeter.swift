internal import HTTPTypes
package import SCIM
internal import Synchronization

/// Counts answered requests and how long they took.
package final class RequestMeter: Sendable {
    /// What requests are counted by.
    package struct Kind: Hashable, Sendable {
        /// Empty for requests that were not authorized, so that nobody invents networks.
        package let network: String
        package let route: RouteName?
        package let status: Int
    }

    /// What Prometheus is told of them.
    package struct Counts: Sendable {
        package internal(set) var requests: [Kind: Int] = [:]
        /// Seconds, by route.
        package internal(set) var durations: [RouteName?: Histogram] = [:]
    }

    private struct State {
        var tallies: [RequestTally.Key: RequestTally] = [:]
        /// Requests since they were taken last, but for those in the latest minute of each tally.
        var contacts: [Contact: Int] = [:]
    }

    private let state = Mutex(State())

    package init() {}

    /// Counts a request by its answer.
    package func record(_ response: Response, seconds: Double, at time: DateTime) {
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
    package func takeContacts() -> [Contact: Int] {
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

    /// What was counted since the start.
    package var counts: Counts {
        var counts = Counts()
        for (key, tally) in state.withLock({ $0.tallies }) {
            let kind = Kind(network: tally.network, route: key.route, status: key.status)
            counts.requests[kind, default: 0] += tally.durations.count
            counts.durations[key.route, default: RequestTally.noDurations].add(tally.durations)
        }
        return counts
    }
}
