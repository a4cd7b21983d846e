internal import HTTPTypes
internal import SCIM
internal import SCIMStore
internal import Synchronization
internal import Testing

@testable internal import SCIMProvider

struct RequestRateTests {
    private let service: TestService

    init() throws {
        service = try TestService()
        try service.set("request-rate", "50")
    }

    /// The statuses of so many requests within an instant; the clock goes on by a millisecond for each.
    private func statuses(_ count: Int, _ request: () -> TestService.Answer) -> [Int: Int] {
        (0..<count).reduce(into: [:]) { counts, _ in counts[request().status, default: 0] += 1 }
    }

    /// Uses up what the network may ask for, and more.
    private func exhaust() throws {
        let network = try service.store.network(named: "acme").network
        service.provider.rates.charge(network, 190, at: service.clock.now)
    }

    @Test func `requests beyond the rate are refused, and told when to come again`() throws {
        let counts = statuses(200) { service.get("/Users") }
        // Two seconds' worth, and what those 200 milliseconds bring.
        #expect(counts == [200: 110, 429: 90], "\(counts)")
        try exhaust()
        let refused = service.get("/Users")
        #expect(refused.status == 429)
        #expect(refused.fields["retry-after"] == "4")
        #expect(refused.object["schemas"] == ["urn:ietf:params:scim:api:messages:2.0:Error"])
        #expect(refused.object["status"] == "429" && refused.detail.contains("50 requests a second"))
        service.clock.advance(seconds: 4)
        #expect(service.get("/Users").status == 200)
        _ = statuses(100) { service.get("/Users") }
        service.clock.advance(seconds: 1)
        #expect((49...53).contains(statuses(60) { service.get("/Users") }[200] ?? 0))
    }

    @Test func `a request at each address counts`() throws {
        _ = statuses(120) { service.get("/ServiceProviderConfig") }
        #expect(statuses(3) { service.get("/ServiceProviderConfig") }[429] != nil)
        try exhaust()
        for path in ["/Users", "/Users/1", "/Schemas", "/Me", "/Nowhere", "/ServiceProviderConfig"] {
            #expect(service.get(path).status == 429, "\(path)")
        }
        #expect(service.patch("/Users/1").status == 429)
        #expect(service.bulk([]).status == 429)
    }

    @Test func `who has no token uses up nothing, and is told nothing`() {
        #expect(statuses(300) { service.send(.get, "/Users", token: SecretToken()) } == [401: 300])
        #expect(service.get("/Users").status == 200)
        _ = statuses(200) { service.get("/Users") }
        #expect(service.send(.get, "/ServiceProviderConfig", token: SecretToken()).status == 200)
    }

    @Test func `other networks are not concerned`() throws {
        try exhaust()
        let other = try service.store.createNetwork(named: "other", at: service.clock.now)
        #expect(throws: Never.self) { try service.provider.rates.admit(other, at: service.clock.now) }
        let network = try service.store.network(named: "acme").network
        #expect(throws: SCIMError.self) { try service.provider.rates.admit(network, at: service.clock.now) }
    }

    @Test func `a network without a rate is never refused`() throws {
        try service.set("request-rate", "0")
        service.processor.effort.store(1_000_000, ordering: .relaxed)
        #expect(statuses(300) { service.get("/Users") } == [200: 300])
    }

    @Test func `a new rate is in force from the next request on`() throws {
        _ = statuses(200) { service.get("/Users") }
        try service.set("request-rate", "100000")
        service.clock.advance(seconds: 2)
        #expect(statuses(1_000) { service.get("/Users") } == [200: 1_000])
    }

    @Test func `what takes the processor long counts as several`() {
        // 5 ms of the processor are ten requests.
        service.processor.effort.store(5_000, ordering: .relaxed)
        let counts = statuses(100) { service.get("/Users") }
        #expect((9...11).contains(counts[200] ?? 0), "\(counts)")
    }

    @Test func `what writing takes of the processor counts too`() {
        service.processor.effort.store(5_000, ordering: .relaxed)
        var number = 0
        let counts = statuses(100) {
            number += 1
            return service.post(["userName": .string("user \(number)")])
        }
        #expect((5...6).contains(counts[201] ?? 0), "\(counts)")
    }

    @Test func `operations of a Bulk request count as requests`() {
        let operations = (0..<90)
            .map { JSON.object(["method": "DELETE", "path": .string("/Users/\($0)")]) }
        #expect(service.bulk(operations).status == 200)
        #expect((9...12).contains(statuses(30) { service.get("/Users") }[200] ?? 0))
    }

    @Test func `a refusal is told to the administrator`() throws {
        try exhaust()
        let failure = Failure(detail: service.get("/Users").detail)
        #expect(Explanation.of(failure)?.name == "too-many-requests")
    }
}
