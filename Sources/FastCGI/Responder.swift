internal import CFCGI
internal import Glibc
internal import Synchronization

/// Answers the requests of a web server with a fixed number of threads.
///
/// Threads do not belong to connections: all wait for events of the listening socket and of every open connection, and
/// whoever wakes answers one request. So any number of connections may be kept open, and none of them holds a thread
/// while it is idle, or while a request has come in part: the thread that runs the responder watches those.
package final class Responder: Sendable {
    /// How the responder treats threads, connections and time; all times are seconds.
    package struct Settings: Sendable {
        /// How many threads read requests and run the handler.
        package var threads = 4
        /// How many threads more read requests as long as all of those take long.
        ///
        /// More threads than processors cost each request: they are woken on processors that are busy.
        package var reserve = 0
        /// How long a request must have been there, and none of the threads have taken anything, until the reserve takes it.
        package var patience = 0.005
        /// How long a connection may stay open without a request; longer than nginx keeps one, which is 60.
        package var idleTimeout = 75
        /// How long the peer may take to send a request, and to take its answer.
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
    /// Tells the thread that runs the responder of the stop, and of connections on which a request has come in part.
    private let arrivals: EventQueue
    /// Readable once the responder is to stop.
    private let stopSignal: Int32
    /// Readable once there is nothing left to do.
    private let endSignal: Int32
    private let isStopping = Atomic(false)
    /// How many events the threads took that are not of the reserve.
    private let takenCount = Atomic(0)
    /// How many threads may be about to accept a connection, which is in no table yet.
    private let acceptingCount = Atomic(0)
    private let connections = ConnectionTable()

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
        arrivals = try EventQueue()
        stopSignal = eventfd(0, Int32(EFD_CLOEXEC))
        endSignal = eventfd(0, Int32(EFD_CLOEXEC))
        guard stopSignal >= 0, endSignal >= 0 else { throw .last("eventfd") }
        try events.add(listener.descriptor)
        try events.addForAll(endSignal)
        try arrivals.addForAll(stopSignal)
    }

    deinit {
        events.close()
        arrivals.close()
        Glibc.close(stopSignal)
        Glibc.close(endSignal)
    }

    /// Answers requests until `stop` is called and what had been begun is answered.
    package func run() throws(FastCGIError) {
        let crew = try Crew(count: settings.threads) { self.work() }
        let reserve = try Crew(count: settings.reserve) { self.workInReserve() }
        let buffer = ArrivalBuffer()
        watchUntilStop(buffer)
        // Who had connected is answered still, unless the socket goes on with other processes.
        if listener.retire() { acceptAll() }
        drain(buffer)
        raise(endSignal)
        crew.join()
        reserve.join()
    }

    /// Ends `run`, from any thread: no connection is accepted any more, and requests in flight are answered.
    package func stop() {
        isStopping.store(true, ordering: .sequentiallyConsistent)
        events.remove(listener.descriptor)
        raise(stopSignal)
    }

    private func work() {
        let buffer = ArrivalBuffer()
        while true {
            guard let event = events.next(timeout: -1) else { continue }
            takenCount.add(1, ordering: .relaxed)
            guard answer(event, buffer) else { return }
        }
    }

    /// Takes what is there only while no other thread takes anything.
    private func workInReserve() {
        let buffer = ArrivalBuffer()
        while true {
            events.wait()
            let count = takenCount.load(ordering: .relaxed)
            usleep(UInt32(settings.patience * 1_000_000))
            while takenCount.load(ordering: .relaxed) == count, let event = events.next(timeout: 0) {
                guard answer(event, buffer) else { return }
            }
        }
    }

    /// Does what an event asks for; says whether more can come.
    private func answer(_ event: EventQueue.Event, _ buffer: borrowing ArrivalBuffer) -> Bool {
        switch event {
        case .descriptor(endSignal): return false
        case .descriptor: acceptUnlessStopping()
        case .connection(let connection, _): serve(connection, buffer)
        }
        return true
    }

    /// Leaves who comes after the stop to other processes that listen on the socket, or to `run`.
    private func acceptUnlessStopping() {
        acceptingCount.add(1, ordering: .sequentiallyConsistent)
        if !isStopping.load(ordering: .sequentiallyConsistent) { acceptAll() }
        acceptingCount.subtract(1, ordering: .sequentiallyConsistent)
    }

    private func acceptAll() {
        while let descriptor = listener.accept(timeout: settings.receiveTimeout) {
            let connection = Connection(descriptor: descriptor, now: Clock.seconds)
            connections.insert(connection)
            if !events.addOnce(connection) { close(connection) }
        }
    }

    private func serve(_ connection: Connection, _ buffer: borrowing ArrivalBuffer) {
        connection.state.enter(.served)
        switch connection.arrival(buffer) {
        case .whole:
            connection.requests.add(1, ordering: .relaxed)
            guard connection.begin() else { return connections.remove(connection) }
            handler(connection.exchange { self.finish(connection) })
        case .partial:
            connection.state.enter(.partial, since: Clock.seconds)
            if !arrivals.addArrivals(connection) { close(connection) }
        case .wrong: close(connection)
        }
    }

    private func finish(_ connection: Connection) {
        guard connection.finish(isLast: isStopping.load(ordering: .relaxed)) else {
            return connections.remove(connection)
        }
        connection.state.enter(.idle, since: Clock.seconds)
        events.arm(connection)
    }

    private func close(_ connection: Connection) {
        connections.remove(connection)
        connection.close()
    }

    /// Waits until what still comes on open connections, each of which is closed behind its answer, has ended.
    ///
    /// Once it is quiet, or time is up, nothing more can come. Handlers that run even then are waited for.
    private func drain(_ buffer: borrowing ArrivalBuffer) {
        let end = Clock.milliseconds + Int(settings.drainTime * 1_000)
        var quietEnd = Clock.milliseconds + Int(settings.quietTime * 1_000)
        var mark: Int?
        while hasConnections, Clock.milliseconds < min(end, quietEnd) {
            watch(buffer, timeout: 2)
            let next = connections.quietMark
            if next == nil || next != mark { quietEnd = Clock.milliseconds + Int(settings.quietTime * 1_000) }
            mark = next
        }
        connections.endReading()
        while hasConnections { watch(buffer, timeout: 2) }
    }

    private var hasConnections: Bool {
        acceptingCount.load(ordering: .sequentiallyConsistent) > 0 || !connections.isEmpty
    }

    /// Watches, and hangs up what takes too long, until the responder is to stop.
    private func watchUntilStop(_ buffer: borrowing ArrivalBuffer) {
        var swept = Clock.seconds
        while !isStopping.load(ordering: .relaxed) {
            watch(buffer, timeout: 1_000)
            let now = Clock.seconds
            guard now > swept else { continue }
            swept = now
            connections.hangUp { now - ($0 == .idle ? settings.idleTimeout : settings.receiveTimeout) }
        }
        arrivals.remove(stopSignal)
    }

    /// Waits so many milliseconds for more of a request that has come in part, and gives what is whole to the threads.
    private func watch(_ buffer: borrowing ArrivalBuffer, timeout: Int32) {
        guard case .connection(let connection, let isEnded)? = arrivals.next(timeout: timeout) else { return }
        switch connection.arrival(buffer) {
        case .partial where !isEnded: break
        case .partial, .wrong: close(connection)
        case .whole:
            arrivals.remove(connection.descriptor)
            events.arm(connection)
        }
    }

    private func raise(_ signal: Int32) {
        var one: UInt64 = 1
        _ = unsafe write(signal, &one, 8)
    }
}
