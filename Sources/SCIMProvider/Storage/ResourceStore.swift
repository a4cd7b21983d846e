/// Where networks, their tokens and their resources are kept.
///
/// The service provider owns this protocol; a store knows nothing of HTTP, and nothing above it knows SQL. All calls
/// are synchronous. A store that cannot answer now throws `SCIMError.unavailable`.
package protocol ResourceStore: Sendable {
    /// The 32 bytes that all processes on the store seal cursors with.
    func cursorKey() throws -> [UInt8]

    /// Runs `body` against one unchanging state of all networks.
    func read<Result>(_ body: (any StoreReader) throws -> Result) throws -> Result

    /// Runs `body` alone among writers, and returns once what it did is durable; an error it throws undoes all of it.
    ///
    /// Throws `SCIMError.unavailable` when the network was deleted, or its resource types changed, since it was read.
    func write<Result: Sendable>(
        _ network: Network,
        _ body: @escaping @Sendable (any ResourceWriter) throws -> Result
    ) throws -> Result
}
