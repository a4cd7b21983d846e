internal import CFCGI
internal import Glibc

/// Tells threads which descriptors have something to read (Linux's epoll).
struct EventQueue: Sendable {
    private let descriptor: Int32

    init() throws(FastCGIError) {
        descriptor = epoll_create1(Int32(EPOLL_CLOEXEC))
        guard descriptor >= 0 else { throw .last("epoll_create1") }
    }

    /// Wakes some of the threads each time the descriptor is readable.
    func add(_ watched: Int32) throws(FastCGIError) {
        guard control(EPOLL_CTL_ADD, watched, EPOLLIN.rawValue | EPOLLEXCLUSIVE.rawValue) else {
            throw .last("epoll_ctl")
        }
    }

    /// Wakes every thread while the descriptor is readable.
    func addForAll(_ watched: Int32) throws(FastCGIError) {
        guard control(EPOLL_CTL_ADD, watched, EPOLLIN.rawValue) else { throw .last("epoll_ctl") }
    }

    /// Wakes one thread once when the descriptor is readable; says whether the descriptor could be added.
    func addOnce(_ watched: Int32) -> Bool {
        control(EPOLL_CTL_ADD, watched, EPOLLIN.rawValue | EPOLLONESHOT.rawValue)
    }

    /// Wakes one thread once more.
    func arm(_ watched: Int32) {
        _ = control(EPOLL_CTL_MOD, watched, EPOLLIN.rawValue | EPOLLONESHOT.rawValue)
    }

    func remove(_ watched: Int32) {
        _ = control(EPOLL_CTL_DEL, watched, 0)
    }

    /// The next readable descriptor, or `nil` after so many milliseconds.
    func next(timeout: Int32) -> Int32? {
        var event = unsafe epoll_event()
        guard unsafe epoll_wait(descriptor, &event, 1, timeout) == 1 else { return nil }
        return unsafe event.data.fd
    }

    func close() {
        Glibc.close(descriptor)
    }

    private func control(_ operation: Int32, _ watched: Int32, _ events: UInt32) -> Bool {
        var event = unsafe epoll_event(events: events, data: epoll_data_t(fd: watched))
        return unsafe epoll_ctl(descriptor, operation, watched, &event) == 0
    }
}
