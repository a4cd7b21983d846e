/// A store that tells how it is.
package protocol MonitoredStore: Sendable {
    func statistics() -> StoreStatistics

    /// Makes a write durable that changes nothing, and tells from another thread what came of it.
    func tryWriting(_ completion: @escaping @Sendable (Result<Void, any Error>) -> Void)
}
