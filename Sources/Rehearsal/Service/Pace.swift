/// Spreads requests over time, so that no more are sent a second than allowed.
actor Pace {
    private let interval: Duration
    private var next = ContinuousClock.now

    /// A pace of so many requests a second.
    init(requestsPerSecond rate: Double) {
        interval = .seconds(1 / rate)
    }

    /// Waits for the next moment at which a request may be sent.
    func turn() async throws {
        let now = ContinuousClock.now
        // What was not used in the past is not made up for, but for the granularity of the clock.
        next = max(next, now - .milliseconds(20))
        let mine = next
        next += interval
        if mine > now { try await Task.sleep(until: mine, clock: .continuous) }
    }
}
