internal import Glibc

/// What a command gives, in bytes: on standard output or in a file.
package final class Output {
    /// How many bytes are gathered before they are written.
    private static let limit = 1 << 16

    private let descriptor: Int32
    private var waiting: [UInt8] = []
    /// How many bytes have been written or are to be.
    package private(set) var count = 0

    /// Writes to a descriptor, which stays its owner's.
    package init(descriptor: Int32) {
        self.descriptor = descriptor
    }

    /// Writes to standard output.
    package static func standard() -> Output {
        Output(descriptor: STDOUT_FILENO)
    }

    package func write(_ bytes: some Collection<UInt8>) throws(OutputError) {
        waiting.append(contentsOf: bytes)
        count += bytes.count
        if waiting.count >= Self.limit { try flush() }
    }

    /// Hands on what was gathered.
    package func flush() throws(OutputError) {
        var done = 0
        while done < waiting.count {
            let written = unsafe waiting.withUnsafeBytes { buffer in
                unsafe Glibc.write(descriptor, buffer.baseAddress?.advanced(by: done), buffer.count - done)
            }
            if written >= 0 {
                done += written
            } else if errno != EINTR {
                throw .last
            }
        }
        waiting.removeAll(keepingCapacity: true)
    }

    /// Waits for some milliseconds, or until nobody reads any more; says whether somebody does.
    package func wait(milliseconds: Int32) -> Bool {
        var watched = pollfd(fd: descriptor, events: 0, revents: 0)
        return unsafe poll(&watched, 1, milliseconds) <= 0
    }
}
