internal import CFCGI
internal import Glibc
internal import Synchronization

/// A connection from the web server, which carries one request after the other.
///
/// libfcgi accepts connections itself and then belongs to one of them. Here a connection is accepted first and its
/// descriptor given to libfcgi's request, whose listening socket is none: so `FCGX_Accept_r` reads the next request of
/// this connection, and fails instead of waiting for another one when the peer is gone.
///
/// `@unchecked`, because the request is touched by one thread at a time only: the event of a connection is delivered
/// once, to one thread, until that thread arms it again.
@safe final class Connection: @unchecked Sendable {
    let descriptor: Int32
    /// The streams inside point back to the request, so it never moves.
    private let request: UnsafeMutablePointer<FCGX_Request>
    /// When the last request ended, in seconds of the monotonic clock; `Int.max` while one is answered.
    let idleSince: Atomic<Int>

    init(descriptor: Int32, now: Int) {
        self.descriptor = descriptor
        idleSince = Atomic(now)
        unsafe request = .allocate(capacity: 1)
        unsafe FCGX_InitRequest(request, -1, 0)
        unsafe request.pointee.ipcFd = descriptor
        // FCGX_Accept_r ends the request before, and would close the connection with it.
        unsafe request.pointee.keepConnection = 1
    }

    deinit {
        unsafe FCGX_Free(request, 0)
        unsafe request.deallocate()
    }

    /// Reads one request, lets `handler` answer it and sends the answer; says whether the connection is still open.
    ///
    /// With `isLast`, the connection is closed behind the answer.
    func serve(isLast: Bool, _ handler: (borrowing Exchange) -> Void) -> Bool {
        idleSince.store(.max, ordering: .relaxed)
        guard unsafe FCGX_Accept_r(request) == 0 else { return false }
        handler(unsafe Exchange(request))
        unsafe FCGX_Finish_r(request)
        guard unsafe request.pointee.ipcFd >= 0 else { return false }
        // Closing here does not wait for the peer to close too, as libfcgi would for up to two seconds.
        if isLast { close() }
        return !isLast
    }

    /// Closes a connection that no thread serves.
    func close() {
        Glibc.close(descriptor)
    }
}
