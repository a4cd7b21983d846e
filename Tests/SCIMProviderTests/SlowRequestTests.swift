internal import Dispatch
internal import HTTPTypes
internal import SCIM
internal import SCIMStore
internal import Synchronization
internal import Testing

@testable internal import SCIMProvider

struct SlowRequestTests {
    private let slow = SlowRequests()
    private let acme = Network.Key(1)

    @Test func `one of a network runs, and the next when it has ended`() {
        let ran = Mutex<[Int]>([])
        let isThere = DispatchSemaphore(value: 0)
        for number in 1...3 {
            #expect(
                slow.begin(acme) {
                    ran.withLock { $0.append(number) }
                    isThere.signal()
                }
            )
        }
        isThere.wait()
        #expect(ran.withLock { $0 } == [1])
        slow.end(acme)
        isThere.wait()
        #expect(ran.withLock { $0 } == [1, 2])
        slow.end(acme)
        isThere.wait()
        #expect(ran.withLock { $0 } == [1, 2, 3])
        slow.end(acme)
        #expect(slow.begin(acme) { isThere.signal() })
        isThere.wait()
    }

    @Test func `other networks do not wait`() {
        let isThere = DispatchSemaphore(value: 0)
        for key in 1...5 { #expect(slow.begin(Network.Key(Int64(key))) { isThere.signal() }) }
        for _ in 1...5 { isThere.wait() }
    }

    @Test func `not any number waits`() {
        for _ in 0...SlowRequests.maximumWaiting { #expect(slow.begin(acme) {}) }
        #expect(!slow.begin(acme) {})
    }

    @Test(arguments: [
        ("/Users", ["filter": #"title co "e""#], true), ("/Users", ["filter": #"not (userName eq "a")"#], true),
        ("/Users", ["sortBy": "title"], true), ("/", [:], true),
        ("/Users", ["filter": #"active eq true and title pr"#], true), ("/Users", [:], false),
        ("/Users", ["filter": #"userName eq "a""#], false),
        ("/Users", ["filter": #"emails[type eq "work" and value eq "a"]"#], false),
        ("/Users", ["filter": #"userName eq "a" and active eq true"#], false),
    ])
    func `what no index answers waits for its turn`(path: String, query: [String: String], isSlow: Bool) throws {
        let service = try TestService()
        let network = try service.store.network(named: "acme").network
        // Another one has the turn.
        #expect(service.provider.slowRequests.begin(network.key) {})
        let answer = Mutex<Int?>(nil)
        let isThere = DispatchSemaphore(value: 0)
        service.begin(path, query) { response in
            answer.withLock { $0 = response.status.code }
            isThere.signal()
        }
        #expect((answer.withLock { $0 } == nil) == isSlow)
        service.provider.slowRequests.end(network.key)
        isThere.wait()
        #expect(answer.withLock { $0 } == 200)
        // The turn is free again.
        #expect(service.get("/Users", ["filter": #"title co "e""#]).status == 200)
    }

    @Test func `those that wait are refused beyond a number, and when the rate is used up`() throws {
        let service = try TestService()
        let network = try service.store.network(named: "acme").network
        #expect(service.provider.slowRequests.begin(network.key) {})
        let statuses = Mutex<[Int]>([])
        let isThere = DispatchSemaphore(value: 0)
        let note: @Sendable (Response) -> Void = { response in
            statuses.withLock { $0.append(response.status.code) }
            isThere.signal()
        }
        for _ in 0..<SlowRequests.maximumWaiting { service.begin("/Users", ["sortBy": "title"], note) }
        #expect(statuses.withLock { $0.isEmpty })
        service.begin("/Users", ["sortBy": "title"], note)
        isThere.wait()
        #expect(statuses.withLock { $0 } == [429])
        // Each of the others is found to take two seconds of the processor.
        service.processor.effort.store(2_000_000, ordering: .relaxed)
        service.provider.slowRequests.end(network.key)
        for _ in 0..<SlowRequests.maximumWaiting { isThere.wait() }
        let counts = statuses.withLock { $0 }.reduce(into: [:]) { $0[$1, default: 0] += 1 }
        #expect(counts == [200: 1, 429: SlowRequests.maximumWaiting], "\(counts)")
    }

    @Test func `a slow request counts once`() throws {
        let service = try TestService()
        try service.set("request-rate", "50")
        // Two seconds' worth are there.
        let statuses = (0..<100).map { _ in service.get("/Users", ["sortBy": "title"]).status }
        #expect(statuses.allSatisfy { $0 == 200 }, "\(statuses)")
    }

    @Test func `who has waited for too long is refused in the end`() throws {
        let service = try TestService()
        let network = try service.store.network(named: "acme").network
        #expect(service.provider.slowRequests.begin(network.key) {})
        let answer = PendingResult<Response>()
        service.begin("/Users", ["sortBy": "title"]) { answer.fulfill(.success($0)) }
        service.clock.advance(seconds: 3)
        service.provider.slowRequests.end(network.key)
        #expect(try answer.get().status.code == 429)
        #expect(service.get("/Users", ["sortBy": "title"]).status == 200)
    }

    @Test func `a large body waits for its turn, and the turn goes on when it is refused`() throws {
        let service = try TestService()
        let large: JSONObject = ["userName": "large", "title": .string(String(repeating: "x", count: 70_000))]
        #expect(service.post(large).status == 201)
        #expect(service.post(large).status == 409)
        #expect(service.get("/Users", ["sortBy": "title"]).status == 200)
    }
}
