/// Where networks, their tokens and their resources are kept.
///
/// The service provider owns this protocol; a store knows nothing of HTTP, and nothing above it knows SQL. Reading is
/// synchronous, writing tells its end. A store that cannot answer now throws `SCIMError.unavailable`.
package protocol ResourceStore: Sendable {
    /// The 32 bytes that all processes on the store seal cursors with.
    func cursorKey() throws -> [UInt8]

    /// Runs `body` against one unchanging state of all networks.
    func read<Result>(_ body: (any StoreReader) throws -> Result) throws -> Result

    /// Runs `body` alone among writers, and tells from another thread what came of it once it is durable.
    ///
    /// An error that `body` throws undoes all of it; `body` may be run again after another write has failed. The error is
    /// `SCIMError.unavailable` when the network was deleted, or its resource types or settings changed, since it was read.
    func write<Success: Sendable>(
        _ network: Network,
        _ body: @escaping @Sendable (any ResourceWriter) throws -> Success,
        completion: @escaping @Sendable (Result<Success, any Error>) -> Void
    )
}

extension ResourceStore {
    /// Runs `body` alone among writers, and returns once what it did is durable.
    package func write<Success: Sendable>(
        _ network: Network,
        _ body: @escaping @Sendable (any ResourceWriter) throws -> Success
    ) throws -> Success {
        let result = PendingResult<Success>()
        write(network, body) { result.fulfill($0) }
        return try result.get()
    }
}
