internal import Glibc

/// Why output cannot be written.
package enum OutputError: Error, Hashable {
    /// Nobody reads it any more.
    case closed
    case failed(String)
}

extension OutputError {
    /// The error that the last call of the system met.
    static var last: OutputError {
        errno == EPIPE ? .closed : .failed(unsafe String(cString: strerror(errno)))
    }
}

extension OutputError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .closed: "nobody reads the output any more"
        case .failed(let reason): "the output cannot be written: \(reason)"
        }
    }
}
