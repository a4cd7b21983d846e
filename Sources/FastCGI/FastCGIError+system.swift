internal import Glibc

extension FastCGIError {
    /// The failure of the system call that was made last.
    static func last(_ call: String, path: String? = nil) -> FastCGIError {
        let number = errno
        return .system(call: call, path: path, errorNumber: number, message: unsafe String(cString: strerror(number)))
    }
}
