internal import Glibc

/// Why a file cannot be made.
package struct FileError: Error, Hashable, CustomStringConvertible {
    package let path: String
    package let reason: String

    init(_ path: String, _ reason: String) {
        self.path = path
        self.reason = reason
    }

    /// The error that the last call of the system has left.
    init(_ path: String) {
        self.init(path, unsafe String(cString: strerror(errno)))
    }

    package var description: String {
        "the file '\(path)' cannot be written: \(reason)"
    }
}
