internal import Synchronization

/// What a write gives back, handed from the thread that carried it out to the one that asked.
final class WriteResult<Value: Sendable>: Sendable {
    private let stored = Mutex<Value?>(nil)

    var value: Value? {
        get { stored.withLock { $0 } }
        set { stored.withLock { $0 = newValue } }
    }

    /// The value of a write that was committed.
    func taken() throws(WriteWithoutResult) -> Value {
        guard let value else { throw WriteWithoutResult() }
        return value
    }
}

/// A committed write left no result, which no path of the commit queue leads to.
struct WriteWithoutResult: Error {}
