internal import SCIM

extension Provider {
    /// Runs a part of a request, and takes the time it had of a processor from what the network may ask for.
    ///
    /// Not the time that passed: on a busy machine that is the work of others.
    func charging<Result>(_ network: Network, at instant: DateTime, _ body: () throws -> Result) rethrows -> Result {
        guard network.settings.requestRate > 0 else { return try body() }
        let start = processorTime()
        defer { rates.charge(network, Int((processorTime() - start) / RequestRates.effort), at: instant) }
        return try body()
    }
}
