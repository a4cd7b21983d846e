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
/// once, to one thread, until the request is finished, which another thread may do, and the event armed again.
@safe final class Connection: @unchecked Sendable {
    /// How many bytes that the handler left unread are read and dropped, so that the connection can be kept.
    private static let drainLimit = 16 << 20

    let descriptor: Int32
    /// The streams inside point back to the request, so it never moves.
    let request: UnsafeMutablePointer<FCGX_Request>
    let state: ConnectionState
    /// How many requests came, for those who wait until no more come.
    let requests = Atomic(0)

    init(descriptor: Int32, now: Int) {
        self.descriptor = descriptor
        state = ConnectionState(since: now)
        unsafe request = .allocate(capacity: 1)
        unsafe FCGX_InitRequest(request, -1, 0)
        unsafe request.pointee.ipcFd = descriptor
        // FCGX_Accept_r ends the request before, and would close the connection with it.
        unsafe request.pointee.keepConnection = 1
        // Else libfcgi, when it closes, waits up to two seconds for the peer to close too.
        unsafe FCGX_Detach(request)
    }

    deinit {
        unsafe FCGX_Free(request, 0)
        unsafe request.deallocate()
    }

    /// How much of the next request has arrived; what is looked at stays to be read.
    func arrival(_ buffer: borrowing ArrivalBuffer) -> Arrival {
        let flags = Int32(MSG_PEEK | MSG_DONTWAIT)
        let count = unsafe recv(descriptor, buffer.bytes.baseAddress, buffer.bytes.count, flags)
        guard count > 0 else { return count < 0 && (errno == EAGAIN || errno == EINTR) ? .partial : .wrong }
        return unsafe Arrival(UnsafeRawBufferPointer(rebasing: buffer.bytes[..<count]))
    }

    /// Reads a request; says whether there is one.
    func begin() -> Bool {
        unsafe FCGX_Accept_r(request) == 0
    }

    /// What the handler is given of the request.
    func exchange(_ completion: @escaping @Sendable () -> Void) -> Exchange {
        Exchange(self, completion)
    }

    /// Sends what was written in answer to the request; says whether the connection is still open.
    func finish(isLast: Bool) -> Bool {
        let isDone = whileWaitingForPeer {
            let isWhole = dropUnread()
            // From here on the peer cannot send what nobody would read: it learns so before its next request, not after.
            if isLast { endReading() }
            return unsafe FCGX_FClose(request.pointee.err) == 0 && FCGX_FClose(request.pointee.out) == 0 && isWhole
        }
        let isKept = unsafe isDone && !isLast && request.pointee.keepConnection != 0
        if !isKept { endTransfer() }
        unsafe FCGX_Free(request, isKept ? 0 : 1)
        return isKept
    }

    /// Lets nothing more come; what has come already is still read, and then the end.
    func endReading() {
        shutdown(descriptor, Int32(SHUT_RD))
    }

    /// Lets nothing come and nothing go: a thread that waits for the peer goes on.
    func endTransfer() {
        shutdown(descriptor, Int32(SHUT_RDWR))
    }

    /// Runs `body`, which may wait for the peer, but only as long as the responder lets it.
    func whileWaitingForPeer<Result>(_ body: () -> Result) -> Result {
        state.enter(.waiting, since: Clock.seconds)
        defer { state.enter(.served) }
        return body()
    }

    /// Closes a connection that no thread serves.
    ///
    /// A thread that waits for events may be looking at the connection in the kernel just now. Then that is what lets go of
    /// it last, when the thread wakes for something else, and the peer would learn of it no sooner.
    func close() {
        endTransfer()
        Glibc.close(descriptor)
    }

    /// Reads what the handler left of the body; says whether it ended as it should.
    ///
    /// libfcgi drops what it holds in its buffer when a request ends, and takes what follows in the socket for the
    /// records of the next request. So without this, whoever may send a body could put a request of his own into it,
    /// with parameters that only the web server may set. A web server that sent a next request without waiting for the
    /// answer would lose it with the buffer; none does, for libfcgi tells them that it does not multiplex.
    private func dropUnread() -> Bool {
        guard let input = unsafe request.pointee.in else { return false }
        var dropped = 0
        while unsafe FCGX_HasSeenEOF(input) == 0, dropped < Connection.drainLimit {
            dropped += unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: 1_024) { buffer in
                Int(unsafe FCGX_GetStr(buffer.baseAddress, Int32(buffer.count), input))
            }
        }
        return unsafe FCGX_HasSeenEOF(input) != 0 && FCGX_GetError(input) == 0
    }
}
