/// Why the responder cannot listen, or cannot read a request.
package enum FastCGIError: Error, Hashable, Sendable {
    /// A system call failed.
    case system(call: String, path: String?, errorNumber: Int32, message: String)
    /// The descriptor that was inherited is no listening socket.
    case notListening(descriptor: Int32)
    /// Another process answers on the socket.
    case socketInUse(path: String)
    /// There is something at the path that is no socket.
    case notASocket(path: String)
    /// The path does not fit into a socket address.
    case pathTooLong(path: String)
    /// The body is longer than the limit.
    case bodyTooLarge(limit: Int)
    /// The web server told a length that is no number of bytes.
    case bodyLengthInvalid(String)
    /// The web server ended before the whole body came.
    case bodyIncomplete
}

extension FastCGIError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .system(let call, let path, _, let message):
            "\(call) failed\(path.map { " for '\($0)'" } ?? ""): \(message)"
        case .notListening(let descriptor):
            "descriptor \(descriptor) is not a listening socket: start scimd through spawn-fcgi or systemd, or give it "
                + "--socket PATH"
        case .socketInUse(let path):
            "another process answers on '\(path)' already: stop it, or choose another socket"
        case .notASocket(let path):
            "'\(path)' exists and is not a socket: choose another path, or remove it"
        case .pathTooLong(let path):
            "'\(path)' is longer than the 107 bytes a socket's path may have: choose a shorter one"
        case .bodyTooLarge(let limit):
            "the body is larger than \(limit) bytes"
        case .bodyLengthInvalid(let length):
            "the length of the body, '\(length)', is not a number of bytes"
        case .bodyIncomplete:
            "the body ended before all of it had come"
        }
    }
}
