internal import HTTPTypes
internal import SCIM
internal import Testing

@testable internal import SCIMProvider

struct RequestMeterTests {
    private let meter = RequestMeter()
    private let acme = Network(key: Network.Key(1), name: "acme")

    /// Counts an answered request that came so many seconds after a full minute.
    private func record(
        _ network: Network?,
        _ pattern: String?,
        at seconds: Int64,
        _ status: HTTPResponse.Status = .ok,
        took duration: Double = 0.002
    ) {
        var response = Response(status: status)
        response.trace.route = pattern.map { RouteName(method: .get, pattern: $0) }
        response.trace.credential = network.map {
            Credential(tokenID: 1, network: $0, resource: nil, hash: [], expires: nil, revoked: nil)
        }
        meter.record(response, seconds: duration, at: DateTime(microseconds: seconds * 1_000_000))
    }

    /// What was taken of a network, by minute.
    private func taken(_ network: Network) -> [Int64: Int] {
        meter.takeContacts()
            .reduce(into: [:]) { counts, contact in
                if contact.key.network == network.key { counts[contact.key.minute, default: 0] += contact.value }
            }
    }

    /// Each request counts in its own minute, though each kind of request goes on to the next one by itself.
    @Test func `contacts are counted by the minute in which they came`() {
        record(acme, "/Users", at: 10)
        record(acme, "/Users", at: 59)
        record(acme, "/Users/{id}", at: 59)
        record(acme, "/Users", at: 60)
        record(acme, "/Users/{id}", at: 119)
        record(acme, "/Users", at: 130, .notFound)
        record(nil, "/Users", at: 130, .unauthorized)
        #expect(taken(acme) == [0: 3, 1: 2, 2: 1])
        #expect(taken(acme).isEmpty)
    }

    @Test func `what comes in a minute after it was taken is counted too`() {
        record(acme, "/Users", at: 10)
        #expect(taken(acme) == [0: 1])
        record(acme, "/Users", at: 20)
        record(acme, "/Users", at: 70)
        #expect(taken(acme) == [0: 1, 1: 1])
    }

    @Test func `networks are told apart, and whoever is none of them has no name`() {
        let other = Network(key: Network.Key(2), name: "other")
        record(acme, "/Users", at: 0)
        record(acme, "/Users", at: 0)
        record(other, "/Users", at: 0)
        record(nil, nil, at: 0, .unauthorized)
        let counts = meter.counts.requests
        let users = RouteName(method: .get, pattern: "/Users")
        #expect(
            counts == [
                RequestMeter.Kind(network: "acme", route: users, status: 200): 2,
                RequestMeter.Kind(network: "other", route: users, status: 200): 1,
                RequestMeter.Kind(network: "", route: nil, status: 401): 1,
            ]
        )
        #expect(taken(other) == [0: 1])
    }

    @Test func `times are counted by route, those of all networks and statuses together`() {
        record(acme, "/Users", at: 0, took: 0.0004)
        record(acme, "/Users", at: 0, .notFound, took: 0.0004)
        record(nil, "/Users", at: 0, .unauthorized, took: 20)
        record(acme, "/Groups", at: 0, took: 0.0004)
        let durations = meter.counts.durations
        let users = durations[RouteName(method: .get, pattern: "/Users")]
        #expect(users?.counts.first == 2 && users?.counts.last == 1 && users?.count == 3)
        #expect(durations.count == 2)
    }
}
