internal import Dispatch
internal import Synchronization

/// A result that another thread gives, for a thread that waits for it.
package final class PendingResult<Success: Sendable>: Sendable {
    private let result = Mutex<Result<Success, any Error>?>(nil)
    private let isThere = DispatchSemaphore(value: 0)

    package init() {}

    /// Gives the result; only the first one counts.
    package func fulfill(_ result: Result<Success, any Error>) {
        self.result.withLock { $0 = $0 ?? result }
        isThere.signal()
    }

    /// Waits for the result.
    package func get() throws -> Success {
        while true {
            if let result = result.withLock({ $0 }) { return try result.get() }
            isThere.wait()
        }
    }
}
