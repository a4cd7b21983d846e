internal import Synchronization

/// The open connections by their descriptors.
struct ConnectionTable: ~Copyable {
    private let connections = Mutex<[Int32: Connection]>([:])

    subscript(descriptor: Int32) -> Connection? {
        connections.withLock { $0[descriptor] }
    }

    var isEmpty: Bool {
        connections.withLock { $0.isEmpty }
    }

    func insert(_ connection: Connection) {
        connections.withLock { $0[connection.descriptor] = connection }
    }

    /// Forgets a connection; its descriptor may belong to a new one already, which stays.
    func remove(_ connection: Connection) {
        connections.withLock { connections in
            if connections[connection.descriptor] === connection { connections[connection.descriptor] = nil }
        }
    }

    /// The connections that have been idle since before an instant.
    func idle(since instant: Int) -> [Connection] {
        connections.withLock { $0.values.filter { $0.idleSince.load(ordering: .relaxed) < instant } }
    }

    /// Forgets all connections and gives them.
    func removeAll() -> [Connection] {
        connections.withLock { connections in
            defer { connections = [:] }
            return Array(connections.values)
        }
    }
}
