internal import Glibc
internal import Synchronization

/// A listening socket that the web server connects to.
package final class Listener: Sendable {
    let descriptor: Int32
    /// The file to remove at the end, when the socket was made here.
    private let path: String?
    private let isRetired = Atomic(false)

    /// Takes a listening socket that another program made, as spawn-fcgi and systemd do.
    ///
    /// It stays open at the end: other processes may listen on it too.
    package init(descriptor: Int32 = 0) throws(FastCGIError) {
        var isListening: Int32 = 0
        var size = socklen_t(MemoryLayout<Int32>.size)
        let status = unsafe getsockopt(descriptor, SOL_SOCKET, SO_ACCEPTCONN, &isListening, &size)
        guard status == 0, isListening == 1 else { throw .notListening(descriptor: descriptor) }
        self.descriptor = descriptor
        path = nil
        try makeNonBlocking()
    }

    /// Makes a Unix socket; the file is gone at the end.
    ///
    /// A file that a dead process left is replaced. The mode is set before anyone can connect: `FCGX_OpenSocket` would
    /// leave the socket closed to the web server's user.
    package init(path: String, mode: UInt32 = 0o660) throws(FastCGIError) {
        let address = try SocketAddress(path: path)
        try address.removeStaleSocket()
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw .last("socket", path: path) }
        self.descriptor = descriptor
        self.path = path
        guard address.bind(descriptor) == 0 else {
            let error = FastCGIError.last("bind", path: path)
            // The file, if there is one, is another's.
            isRetired.store(true, ordering: .relaxed)
            throw error
        }
        guard unsafe chmod(path, mode) == 0 else { throw .last("chmod", path: path) }
        guard listen(descriptor, 1_024) == 0 else { throw .last("listen", path: path) }
        try makeNonBlocking()
    }

    deinit {
        if retire() { close(descriptor) }
    }

    /// Lets nobody connect any more, if the socket was made here; says whether it was.
    ///
    /// The file goes before the socket does: the file that is there afterwards may be another process's.
    func retire() -> Bool {
        guard let path else { return false }
        if !isRetired.exchange(true, ordering: .relaxed) { unsafe unlink(path) }
        return true
    }

    /// Accepts a connection whose peer may be silent for `timeout` seconds within a request; `nil` when none waits.
    func accept(timeout: Int) -> Int32? {
        let connection = Glibc.accept(descriptor, nil, nil)
        guard connection >= 0 else {
            // Without a free descriptor the connection goes on waiting, and would wake the threads without a pause.
            if errno == EMFILE || errno == ENFILE { usleep(20_000) }
            return nil
        }
        _ = fcntl(connection, F_SETFD, FD_CLOEXEC)
        var limit = timeval(tv_sec: timeout, tv_usec: 0)
        let size = socklen_t(MemoryLayout<timeval>.size)
        unsafe setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &limit, size)
        unsafe setsockopt(connection, SOL_SOCKET, SO_SNDTIMEO, &limit, size)
        return connection
    }

    /// Several threads and processes wake for one connection; those who come too late must not wait in `accept`.
    private func makeNonBlocking() throws(FastCGIError) {
        let flags = fcntl(descriptor, F_GETFL)
        guard flags >= 0, fcntl(descriptor, F_SETFL, flags | O_NONBLOCK) == 0 else { throw .last("fcntl", path: path) }
    }
}
