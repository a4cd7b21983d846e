internal import Synchronization

/// The open connections; threads come here when connections are opened and closed, not with requests.
struct ConnectionTable: ~Copyable {
    private let connections = Mutex<[ObjectIdentifier: Connection]>([:])
    /// How many connections were closed.
    private let removals = Atomic(0)

    var isEmpty: Bool {
        connections.withLock { $0.isEmpty }
    }

    /// A number that changes while requests come or are answered; `nil` while one is answered.
    var quietMark: Int? {
        connections.withLock { connections in
            guard !connections.values.contains(where: \.state.isServed) else { return nil }
            return connections.values.reduce(removals.load(ordering: .relaxed)) { sum, connection in
                sum + connection.requests.load(ordering: .relaxed)
            }
        }
    }

    func insert(_ connection: Connection) {
        connections.withLock { $0[ObjectIdentifier(connection)] = connection }
    }

    /// Forgets a connection.
    func remove(_ connection: Connection) {
        connections.withLock { connections in
            connections[ObjectIdentifier(connection)] = nil
            // The requests of the connection no longer count: the mark must not come out as it was before them.
            removals.add(connection.requests.load(ordering: .relaxed) + 1, ordering: .relaxed)
        }
    }

    /// Hangs up the connections that have been in a phase since before an instant.
    ///
    /// The event wakes a thread, which answers a request that came just in time, or else closes the connection.
    func hangUp(since instant: (ConnectionState.Phase) -> Int) {
        connections.withLock { connections in
            for connection in connections.values {
                connection.state.inspect(since: instant) { phase in
                    if phase == .waiting { connection.endTransfer() } else { connection.endReading() }
                }
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
