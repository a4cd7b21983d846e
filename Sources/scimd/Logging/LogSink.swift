internal import Dispatch
internal import Glibc
internal import Synchronization

/// Where log lines go: standard error, many of them by one call.
///
/// A line is written within a twentieth of a second, by another thread, so that no request waits for whoever reads the log.
/// When nobody reads it for long, lines are dropped and counted instead of filling the memory.
final class LogSink: Sendable {
    private static let delay = DispatchTimeInterval.milliseconds(50)
    private static let capacity = 1 << 20
    /// What most lines have room in.
    private static let usualLength = 480

    private struct State {
        var bytes: [UInt8] = []
        var isScheduled = false
        var dropped = 0
    }

    private let descriptor: Int32
    private let state = Mutex(State())
    private let queue = DispatchQueue(label: "scimd.log")

    init(descriptor: Int32 = STDERR_FILENO) {
        self.descriptor = descriptor
    }

    /// Appends a line, which `write` writes without its end.
    func line(_ write: (inout [UInt8]) -> Void) {
        // Outside of the lock, on which threads meet.
        var line: [UInt8] = []
        line.reserveCapacity(Self.usualLength)
        write(&line)
        line.append(UInt8(ascii: "\n"))
        let mustSchedule = state.withLock { state in
            guard state.bytes.count < Self.capacity else {
                state.dropped += 1
                return false
            }
            state.bytes.append(contentsOf: line)
            defer { state.isScheduled = true }
            return !state.isScheduled
        }
        if mustSchedule { queue.asyncAfter(deadline: .now() + Self.delay) { self.writeOut() } }
    }

    /// Writes all lines there are, before the process ends.
    func flush() {
        queue.sync { writeOut() }
    }

    private func writeOut() {
        let (bytes, dropped) = state.withLock { state in
            defer { state = State() }
            return (state.bytes, state.dropped)
        }
        var rest = bytes[...]
        if dropped > 0 {
            rest += #"{"level":"warning","message":"log lines dropped","count":"\#(dropped)"}"#.utf8
            rest.append(UInt8(ascii: "\n"))
        }
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { unsafe write(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 || errno == EINTR else { return }
            rest.removeFirst(max(0, count))
        }
    }
}
