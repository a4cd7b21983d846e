internal import SCIMProvider
internal import Synchronization

/// Counts commits; only the thread that commits comes here, and who asks.
final class CommitMeter: Sendable {
    private static let bounds: [Double] = [1, 2, 4, 8, 16, 32, 64, 128, 256]

    private let state = Mutex((sizes: Histogram(bounds: bounds), failures: 0))

    func record(size: Int, isFailure: Bool) {
        state.withLock { state in
            if isFailure { state.failures += 1 } else { state.sizes.record(Double(size)) }
        }
    }

    var counts: (sizes: Histogram, failures: Int) {
        state.withLock { $0 }
    }
}
