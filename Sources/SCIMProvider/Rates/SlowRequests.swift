internal import Dispatch
internal import Synchronization

/// Lets one slow request of each network run at a time, on a thread that gives way to those of quick requests; the others
/// wait for their turn without a thread.
///
/// Else those of one network could have all threads, and the quick requests of all others would wait for them.
final class SlowRequests: Sendable {
    typealias Work = @Sendable () -> Void

    /// How many of a network wait at most; each keeps its body in memory.
    static let maximumWaiting = 32

    /// For how many microseconds one waits at most; shorter than a stop goes on answering.
    static let patience: Int64 = 2_000_000

    /// Those that wait, of the networks of which one runs.
    private let waiting = Mutex<[Network.Key: [Work]]>([:])
    private let queue = DispatchQueue(label: "scimd.slow", qos: .background, attributes: .concurrent)

    /// Runs the work of a network from another thread, in its turn; `false` when too much waits.
    ///
    /// The turn of the next comes with `end`.
    func begin(_ key: Network.Key, _ work: @escaping Work) -> Bool {
        let hasTurn = waiting.withLock { waiting -> Bool? in
            guard let others = waiting[key] else {
                waiting[key] = []
                return true
            }
            guard others.count < Self.maximumWaiting else { return nil }
            waiting[key]?.append(work)
            return false
        }
        if hasTurn == true { queue.async(execute: work) }
        return hasTurn != nil
    }

    /// Gives the turn to the next of a network.
    func end(_ key: Network.Key) {
        let next = waiting.withLock { waiting -> Work? in
            if waiting[key]?.isEmpty ?? true {
                waiting[key] = nil
                return nil
            }
            return waiting[key]?.removeFirst()
        }
        if let next { queue.async(execute: next) }
    }
}
