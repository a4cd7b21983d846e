internal import Dispatch
internal import Synchronization

/// Sends answers late, and no thread waits meanwhile: a client that does not slow down by itself is slowed down by them.
final class HeldAnswers: Sendable {
    /// Shorter than a stop goes on answering.
    private static let time = DispatchTimeInterval.seconds(1)
    /// How many are held at most; each keeps a connection.
    private static let maximumCount = 1_000

    private let count = Atomic(0)
    private let queue = DispatchQueue(label: "scimd.held", qos: .default)

    /// Sends later, or at once when many others are held already.
    func hold(_ send: @escaping @Sendable () -> Void) {
        guard count.wrappingAdd(1, ordering: .relaxed).newValue <= Self.maximumCount else {
            count.subtract(1, ordering: .relaxed)
            return send()
        }
        queue.asyncAfter(deadline: .now() + Self.time) { [self] in
            count.subtract(1, ordering: .relaxed)
            send()
        }
    }
}
