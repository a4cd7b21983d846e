internal import Foundation
internal import SCIM
internal import SCIMProvider

/// What Prometheus is told of this process, and of the networks in its store.
struct Metrics: Sendable {
    let requests: RequestMeter
    let refusals: RefusalRecorder
    let store: any MonitoredStore & NetworkStore
    private let start = Date().timeIntervalSince1970

    init(requests: RequestMeter, refusals: RefusalRecorder, store: any MonitoredStore & NetworkStore) {
        self.requests = requests
        self.refusals = refusals
        self.store = store
    }

    func text() throws -> MetricsText {
        var text = MetricsText()
        add(requests.counts, to: &text)
        add(store.statistics(), to: &text)
        try addNetworks(to: &text)
        text.family(
            "scimd_refusals_unrecorded_total",
            .counter,
            "Refused requests that are not in the journal: too many."
        )
        text.sample("scimd_refusals_unrecorded_total", [], Double(refusals.unrecordedCount))
        text.family("process_start_time_seconds", .gauge, "When the process started, in seconds since 1970.")
        text.sample("process_start_time_seconds", [], start)
        return text
    }

    private func add(_ counts: RequestMeter.Counts, to text: inout MetricsText) {
        text.family("scimd_requests_total", .counter, "Answered requests by network, route and status.")
        for (kind, count) in counts.requests.sorted(by: { "\($0.key)" < "\($1.key)" }) {
            text.sample(
                "scimd_requests_total",
                [("network", kind.network), ("route", kind.route.label), ("status", String(kind.status))],
                Double(count)
            )
        }
        text.family("scimd_request_duration_seconds", .histogram, "How long answers took, by route.")
        for (route, histogram) in counts.durations.sorted(by: { $0.key.label < $1.key.label }) {
            text.samples("scimd_request_duration_seconds", [("route", route.label)], of: histogram)
        }
    }

    private func add(_ statistics: StoreStatistics, to text: inout MetricsText) {
        text.family("scimd_commit_writes", .histogram, "How many writes share a commit.")
        text.samples("scimd_commit_writes", of: statistics.commitSizes)
        text.family("scimd_writes_waiting", .gauge, "Writes that wait for a commit.")
        text.sample("scimd_writes_waiting", [], Double(statistics.waitingWrites))
        text.family("scimd_commit_failures_total", .counter, "Commits that failed, each with all its writes.")
        text.sample("scimd_commit_failures_total", [], Double(statistics.failedCommits))
        text.family("scimd_database_bytes", .gauge, "Size of the database.")
        text.sample("scimd_database_bytes", [], Double(statistics.databaseBytes))
        text.family("scimd_log_bytes", .gauge, "Size of the write-ahead log.")
        text.sample("scimd_log_bytes", [], Double(statistics.logBytes))
    }

    private func addNetworks(to text: inout MetricsText) throws {
        let networks = try store.networks()
        text.family(
            "scimd_network_last_contact_timestamp_seconds",
            .gauge,
            "When a request of the network was last authorized, in seconds since 1970; at most 20 seconds late."
        )
        for summary in networks {
            guard let lastUsed = summary.lastUsed else { continue }
            text.sample(
                "scimd_network_last_contact_timestamp_seconds",
                [("network", summary.network.name)],
                lastUsed.seconds
            )
        }
        text.family("scimd_network_resources", .gauge, "Resources of the network by type.")
        for summary in networks {
            for (type, count) in summary.resources.sorted(by: { $0.key < $1.key }) {
                text.sample(
                    "scimd_network_resources",
                    [("network", summary.network.name), ("type", type)],
                    Double(count)
                )
            }
        }
        text.family(
            "scimd_token_expiry_timestamp_seconds",
            .gauge,
            "When secret tokens that are not revoked expire, in seconds since 1970."
        )
        for summary in networks {
            for token in try store.tokens(of: summary.network) where token.revoked == nil {
                guard let expires = token.expires else { continue }
                text.sample(
                    "scimd_token_expiry_timestamp_seconds",
                    [("network", summary.network.name), ("token", String(token.id)), ("label", token.label)],
                    expires.seconds
                )
            }
        }
    }
}

extension RouteName? {
    /// What a route is called where figures are told; paths that nothing is served under have one name.
    fileprivate var label: String {
        self?.description ?? "other"
    }
}

extension DateTime {
    fileprivate var seconds: Double {
        Double(microseconds) / 1e6
    }
}
