internal import Glibc

/// Where the results of a command go.
package enum StandardOutput {
    /// Has writing fail where nobody reads any more, instead of ending the process in the middle of its work.
    package static func begin() {
        signal(SIGPIPE, SIG_IGN)
    }

    /// Writes what was printed, and tells when that cannot be done: `print` itself is silent about a full disk.
    package static func flush() throws(OutputError) {
        while fflush(nil) != 0 {
            if errno != EINTR { throw .last }
        }
    }
}
