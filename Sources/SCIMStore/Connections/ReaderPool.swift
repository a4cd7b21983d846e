internal import Glibc
internal import Synchronization

/// Connections for reading, one for each thread that reads at the same time.
final class ReaderPool: Sendable {
    /// A place for one connection, which is opened when it is needed first.
    ///
    /// `@unchecked`, because only the thread that has taken the place touches the reader.
    private final class Place: @unchecked Sendable {
        let isTaken = Atomic(false)
        var reader: Reader?
    }

    private let path: String
    private let files: DatabaseFiles
    private let places: [Place]

    init(path: String, files: DatabaseFiles, count: Int = 64) {
        self.path = path
        self.files = files
        places = (0..<count).map { _ in Place() }
    }

    /// Runs `body` on one state of the database.
    func withSnapshot<Result>(_ body: (SQLConnection) throws -> Result) throws -> Result {
        try withReader { reader in try reader.connection.withSnapshot { _ in try body(reader.connection) } }
    }

    /// Runs `body` outside of a transaction.
    ///
    /// A thread tries the same place first each time, so threads do not meet on a lock, and each finds the pages it read
    /// last in its connection's cache.
    func withReader<Result>(_ body: (Reader) throws -> Result) throws -> Result {
        let first = Int(truncatingIfNeeded: pthread_self() >> 12) & .max
        for offset in places.indices {
            let place = places[(first + offset) % places.count]
            guard !place.isTaken.exchange(true, ordering: .acquiring) else { continue }
            defer { place.isTaken.store(false, ordering: .releasing) }
            let reader = try place.reader ?? open()
            place.reader = reader
            return try body(reader)
        }
        return try body(open())
    }

    /// Opens another connection, to the database that the others have open.
    private func open() throws -> Reader {
        try files.checkPlace()
        let reader = try Reader(path: path)
        try files.checkPlace()
        return reader
    }
}
