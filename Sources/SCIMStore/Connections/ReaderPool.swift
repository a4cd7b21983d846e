internal import Dispatch
internal import Glibc
internal import Synchronization

/// Connections for reading, one for each thread that reads at the same time.
final class ReaderPool: Sendable {
    /// For how long a connection keeps the state it read last, when it is not used: twice as long at most.
    private static let patience = DispatchTimeInterval.milliseconds(50)

    private let path: String
    private let files: DatabaseFiles
    private let places: [ReaderPlace]
    private let queue = DispatchQueue(label: "scimd.readers", qos: .default)
    /// Whether somebody will look for connections that are not used.
    private let isWatched = Atomic(false)

    init(path: String, files: DatabaseFiles, count: Int = 64) {
        self.path = path
        self.files = files
        places = (0..<count).map { _ in ReaderPlace() }
    }

    /// Runs `body` on the latest state of the database.
    func withSnapshot<Result>(_ body: (_ reader: Reader, _ version: Int64) throws -> Result) throws -> Result {
        try withReader { reader in
            defer { watch() }
            return try reader.snapshot.read { try body(reader, $0) }
        }
    }

    /// Ends what connections keep that nobody uses.
    func endSnapshots() {
        for place in places { place.end() }
    }

    /// A thread tries the same place first each time, so threads do not meet on a lock, and each finds the pages it read
    /// last in its connection's cache.
    private func withReader<Result>(_ body: (Reader) throws -> Result) throws -> Result {
        let first = Int(truncatingIfNeeded: pthread_self() >> 12) & .max
        for offset in places.indices {
            let place = places[(first + offset) % places.count]
            guard place.take() else { continue }
            defer { place.give() }
            return try body(place.reader(open: open))
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

    /// Sees to it that what is kept is ended some time after the last read.
    private func watch() {
        guard !isWatched.load(ordering: .relaxed), !isWatched.exchange(true, ordering: .relaxed) else { return }
        queue.asyncAfter(deadline: .now() + Self.patience) { [weak self] in self?.endIdleSnapshots() }
    }

    private func endIdleSnapshots() {
        // Who reads from now on sees to the next time.
        isWatched.store(false, ordering: .relaxed)
        let isAnyKept = places.reduce(false) { $1.endIfIdle() || $0 }
        if isAnyKept { watch() }
    }
}
