internal import HTTPTypes
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

    private static let bounds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]

    private let state = Mutex(Counts())

    func record(_ response: Response, seconds: Double) {
        let trace = response.trace
        let kind = Kind(
            network: trace.credential?.network.name ?? "",
            route: trace.route,
            status: response.status.code
        )
        state.withLock { counts in
            counts.requests[kind, default: 0] += 1
            counts.durations[trace.route, default: Histogram(bounds: Self.bounds)].record(seconds)
        }
    }

    var counts: Counts {
        state.withLock { $0 }
    }
}
