internal import CFCGI
internal import Glibc
internal import Synchronization

/// Answers the requests of a web server with a fixed number of threads.
///
/// Threads do not belong to connections: all wait for events of the listening socket and of every open connection, and
/// whoever wakes answers one request. So any number of connections may be kept open, and none of them holds a thread
/// while it is idle.
package final class Responder: Sendable {
    /// How the responder treats threads, connections and time; all times are seconds.
    package struct Settings: Sendable {
        /// How many threads read requests and run the handler.
        package var threads = 4
        /// How long a connection may stay open without a request; longer than nginx keeps one, which is 60.
        package var idleTimeout = 75
        /// How long the peer may be silent within a request.
        package var receiveTimeout = 10
        /// How long no request must have come before a stop closes the connections that are left.
        package var quietTime = 0.3
        /// How long a stop goes on answering requests at most.
        package var drainTime = 3.0

        package init() {}
    }

    private let listener: Listener
    private let settings: Settings
    private let handler: @Sendable (Exchange) -> Void
    private let events: EventQueue
    /// Readable once the responder is to stop.
    private let stopSignal: Int32
    /// Readable once there is nothing left to do.
    private let endSignal: Int32
    private let isStopping = Atomic(false)
    private let connections = ConnectionTable()
    private let nextSweep: Atomic<Int>

    /// Makes a responder whose handler finishes each exchange, on whatever thread.
    package init(
        listener: Listener,
        settings: Settings = Settings(),
        handler: @escaping @Sendable (Exchange) -> Void
    ) throws(FastCGIError) {
        guard Library.isReady else { throw .last("FCGX_Init") }
        self.listener = listener
        self.settings = settings
        self.handler = handler
        events = try EventQueue()
        stopSignal = eventfd(0, Int32(EFD_CLOEXEC))
        endSignal = eventfd(0, Int32(EFD_CLOEXEC))
        nextSweep = Atomic(Clock.seconds + settings.idleTimeout)
        guard stopSignal >= 0, endSignal >= 0 else { throw .last("eventfd") }
        try events.add(listener.descriptor)
        try events.addForAll(endSignal)
    }

    deinit {
        events.close()
        close(stopSignal)
        close(endSignal)
    }

    /// Answers requests until `stop` is called and what had been begun is answered.
    package func run() throws(FastCGIError) {
        let crew = try Crew(count: settings.threads) { self.work() }
        waitForStop()
        // Who had connected is answered still, unless the socket goes on with other processes.
        if listener.retire() { acceptAll() }
        drain()
        raise(endSignal)
        crew.join()
    }

    /// Ends `run`, from any thread: no connection is accepted any more, and requests in flight are answered.
    package func stop() {
        isStopping.store(true, ordering: .relaxed)
        events.remove(listener.descriptor)
        raise(stopSignal)
    }

    private func work() {
        while true {
            let ready = events.next(timeout: 5_000)
            sweep()
            switch ready {
            case nil: continue
            case .descriptor(endSignal)?: return
            case .descriptor?: acceptAll()
            case .connection(let connection)?: serve(connection)
            }
        }
    }

    private func acceptAll() {
        while let descriptor = listener.accept(timeout: settings.receiveTimeout) {
            let connection = Connection(descriptor: descriptor, now: Clock.seconds)
            connections.insert(connection)
            if !events.addOnce(connection) {
                connections.remove(connection)
                connection.close()
            }
        }
    }

    private func serve(_ connection: Connection) {
        connection.state.claim()
        connection.requests.add(1, ordering: .relaxed)
        guard connection.begin() else { return connections.remove(connection) }
        handler(connection.exchange { self.finish(connection) })
    }

    private func finish(_ connection: Connection) {
        guard connection.finish(isLast: isStopping.load(ordering: .relaxed)) else {
            return connections.remove(connection)
        }
        connection.state.release(now: Clock.seconds)
        events.arm(connection)
    }

    /// Hangs up connections that have been idle for too long.
    private func sweep() {
        let now = Clock.seconds
        let due = nextSweep.load(ordering: .relaxed)
        guard now >= due,
            nextSweep.compareExchange(expected: due, desired: now + 5, ordering: .relaxed).exchanged
        else { return }
        connections.endReading(idleSince: now - settings.idleTimeout)
    }

    /// Waits until what still comes on open connections, each of which is closed behind its answer, has ended.
    ///
    /// Once it is quiet, or time is up, nothing more can come. Handlers that run even then are waited for.
    private func drain() {
        let end = Clock.milliseconds + Int(settings.drainTime * 1_000)
        var quietEnd = Clock.milliseconds + Int(settings.quietTime * 1_000)
        var mark: Int?
        while !connections.isEmpty, Clock.milliseconds < min(end, quietEnd) {
            usleep(2_000)
            let next = connections.quietMark
            if next == nil || next != mark { quietEnd = Clock.milliseconds + Int(settings.quietTime * 1_000) }
            mark = next
        }
        connections.endReading()
        while !connections.isEmpty { usleep(2_000) }
    }

    private func waitForStop() {
        var value: UInt64 = 0
        while unsafe read(stopSignal, &value, 8) < 0, errno == EINTR {}
    }

    private func raise(_ signal: Int32) {
        var one: UInt64 = 1
        _ = unsafe write(signal, &one, 8)
    }
}
