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
        /// Requests since they were taken last.
        fileprivate(set) var contacts: [Contact: Int] = [:]
    }

    private static let bounds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]

    private let state = Mutex(Counts())

    func record(_ response: Response, seconds: Double, at time: DateTime) {
        let trace = response.trace
        let kind = Kind(
            network: trace.credential?.network.name ?? "",
            route: trace.route,
            status: response.status.code
        )
        state.withLock { counts in
            counts.requests[kind, default: 0] += 1
            if let network = trace.credential?.network {
                counts.contacts[Contact(network.key, at: time), default: 0] += 1
            }
            counts.durations[trace.route, default: Histogram(bounds: Self.bounds)].record(seconds)
        }
    }

    /// How many requests came in which minute since the last call.
    func takeContacts() -> [Contact: Int] {
        state.withLock { counts in
            defer { counts.contacts = [:] }
            return counts.contacts
        }
    }

    var counts: Counts {
        state.withLock { $0 }
    }
}
