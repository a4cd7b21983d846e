internal import Synchronization

/// The open connections by their descriptors.
struct ConnectionTable: ~Copyable {
    private let connections = Mutex<[Int32: Connection]>([:])
    /// How many times a connection was claimed.
    private let claims = Atomic(0)

    var isEmpty: Bool {
        connections.withLock { $0.isEmpty }
    }

    /// A number that changes while requests come or are answered; `nil` while one is answered.
    var quietMark: Int? {
        connections.withLock { connections in
            let isBusy = connections.values.contains { $0.idleSince.load(ordering: .relaxed) == .max }
            return isBusy ? nil : claims.load(ordering: .relaxed)
        }
    }

    func insert(_ connection: Connection) {
        connections.withLock { $0[connection.descriptor] = connection }
    }

    /// The connection of a descriptor, for the thread that got its event: it is not idle any more.
    ///
    /// This is done under the lock, so that a connection which is found idle under the lock cannot be closed, nor its
    /// descriptor be used again, before the lock is free.
    func claim(_ descriptor: Int32) -> Connection? {
        connections.withLock { connections in
            let connection = connections[descriptor]
            connection?.idleSince.store(.max, ordering: .relaxed)
            claims.add(1, ordering: .relaxed)
            return connection
        }
    }

    /// Forgets a connection; its descriptor may belong to a new one already, which stays.
    func remove(_ connection: Connection) {
        connections.withLock { connections in
            if connections[connection.descriptor] === connection { connections[connection.descriptor] = nil }
        }
    }

    /// Ends reading on the connections that have been idle since before an instant.
    ///
    /// Their event wakes a thread, which answers a request that came just in time, or else closes the connection.
    func endReading(idleSince instant: Int) {
        connections.withLock { connections in
            for connection in connections.values where connection.idleSince.load(ordering: .relaxed) < instant {
                connection.endReading()
            }
        }
    }

    /// Ends reading on all connections, also where a thread waits for the rest of a request.
    func endReading() {
        connections.withLock { connections in
            for connection in connections.values { connection.endReading() }
        }
    }
}
