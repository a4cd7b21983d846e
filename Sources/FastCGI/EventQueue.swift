internal import CFCGI
internal import Glibc

/// Tells threads which descriptors have something to read (Linux's epoll).
struct EventQueue: Sendable {
    private let descriptor: Int32

    init() throws(FastCGIError) {
        descriptor = epoll_create1(Int32(EPOLL_CLOEXEC))
        guard descriptor >= 0 else { throw .last("epoll_create1") }
    }

    /// What has something to read.
    enum Event {
        case descriptor(Int32)
        /// `isEnded` once no more can come.
        case connection(Connection, isEnded: Bool)
    }

    /// Wakes some of the threads each time the descriptor is readable.
    func add(_ watched: Int32) throws(FastCGIError) {
        guard control(EPOLL_CTL_ADD, watched, EPOLLIN.rawValue | EPOLLEXCLUSIVE.rawValue, Self.data(watched)) else {
            throw .last("epoll_ctl")
        }
    }

    /// Wakes every thread while the descriptor is readable.
    func addForAll(_ watched: Int32) throws(FastCGIError) {
        guard control(EPOLL_CTL_ADD, watched, EPOLLIN.rawValue, Self.data(watched)) else { throw .last("epoll_ctl") }
    }

    /// Wakes one thread once when the connection is readable; says whether the connection could be added.
    ///
    /// The connection must be kept until the thread that got its event has closed it.
    func addOnce(_ connection: Connection) -> Bool {
        control(EPOLL_CTL_ADD, connection, Self.once)
    }

    /// Wakes the only thread each time that something comes on the connection; says whether the connection could be added.
    ///
    /// What is there already counts as coming now.
    func addArrivals(_ connection: Connection) -> Bool {
        control(EPOLL_CTL_ADD, connection, EPOLLIN.rawValue | EPOLLRDHUP.rawValue | EPOLLET.rawValue)
    }

    /// Wakes one thread once more.
    func arm(_ connection: Connection) {
        _ = control(EPOLL_CTL_MOD, connection, Self.once)
    }

    /// Wakes nobody any more because of a descriptor.
    func remove(_ watched: Int32) {
        _ = control(EPOLL_CTL_DEL, watched, 0, 0)
    }

    /// Waits until something is readable, and leaves it to whoever asks for the next.
    func wait() {
        var watched = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        _ = unsafe poll(&watched, 1, -1)
    }

    /// The next that is readable, or `nil` after so many milliseconds; -1 never end.
    func next(timeout: Int32) -> Event? {
        var event = unsafe epoll_event()
        guard unsafe epoll_wait(descriptor, &event, 1, timeout) == 1 else { return nil }
        let data = unsafe event.data.u64
        // Objects lie at even addresses.
        guard data & 1 == 0, let object = unsafe UnsafeRawPointer(bitPattern: UInt(data)) else {
            return .descriptor(Int32(data >> 1))
        }
        return unsafe .connection(
            Unmanaged<Connection>.fromOpaque(object).takeUnretainedValue(),
            isEnded: event.events & (EPOLLRDHUP.rawValue | EPOLLHUP.rawValue | EPOLLERR.rawValue) != 0
        )
    }

    private static func data(_ descriptor: Int32) -> UInt64 {
        UInt64(descriptor) << 1 | 1
    }

    private static let once = EPOLLIN.rawValue | EPOLLONESHOT.rawValue

    private func control(_ operation: Int32, _ connection: Connection, _ events: UInt32) -> Bool {
        let address = unsafe UInt(bitPattern: Unmanaged.passUnretained(connection).toOpaque())
        return control(operation, connection.descriptor, events, UInt64(address))
    }

    func close() {
        Glibc.close(descriptor)
    }

    private func control(_ operation: Int32, _ watched: Int32, _ events: UInt32, _ data: UInt64) -> Bool {
        var event = unsafe epoll_event(events: events, data: epoll_data_t(u64: data))
        return unsafe epoll_ctl(descriptor, operation, watched, &event) == 0
    }
}
