/// Where networks, their tokens and their resources are kept.
///
/// The service provider owns this protocol; a store knows nothing of HTTP, and nothing above it knows SQL. All calls
/// are synchronous. A store that cannot answer now throws `SCIMError.unavailable`.
package protocol ResourceStore: Sendable {
    /// The 32 bytes that all processes on the store seal cursors with.
    func cursorKey() throws -> [UInt8]

    /// What is known of a secret token, or `nil` when no network ever issued it.
    func credential(hash: [UInt8]) throws -> Credential?

    /// Runs `body` against one unchanging state of a network.
    func read<Result>(_ network: Network, _ body: (any ResourceReader) throws -> Result) throws -> Result

    /// Runs `body` alone among writers, and returns once what it did is durable; an error it throws undoes all of it.
    ///
    /// Throws `SCIMError.unavailable` when the network was deleted, or its resource types changed, since it was read.
    func write<Result: Sendable>(
        _ network: Network,
        _ body: @escaping @Sendable (any ResourceWriter) throws -> Result
    ) throws -> Result
}
