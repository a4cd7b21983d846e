internal import Glibc

/// Threads that do the same and must be joined.
struct Crew: ~Copyable {
    private let threads: [pthread_t]

    /// Starts so many threads.
    init(count: Int, _ work: @escaping @Sendable () -> Void) throws(FastCGIError) {
        var threads: [pthread_t] = []
        for _ in 0..<count {
            threads.append(try Crew.start(work))
        }
        self.threads = threads
    }

    /// Waits until all threads have ended.
    consuming func join() {
        for thread in threads { pthread_join(thread, nil) }
    }

    private static func start(_ work: @escaping @Sendable () -> Void) throws(FastCGIError) -> pthread_t {
        var thread = pthread_t()
        let body = unsafe Unmanaged.passRetained(Body(work))
        let status = unsafe pthread_create(
            &thread,
            nil,
            { argument in
                guard let argument = unsafe argument else { return nil }
                unsafe Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run()
                return nil
            },
            body.toOpaque()
        )
        guard status == 0 else {
            unsafe body.release()
            let message = unsafe String(cString: strerror(status))
            throw .system(call: "pthread_create", path: nil, errorNumber: status, message: message)
        }
        return thread
    }

    private final class Body: Sendable {
        let run: @Sendable () -> Void

        init(_ run: @escaping @Sendable () -> Void) {
            self.run = run
        }
    }
}
