internal import Glibc

/// Whose turn it is to commit, of several processes that serve one database.
///
/// SQLite lets a connection that finds another one writing sleep and look again, so a busy process leaves the others
/// hungry for seconds. This lock wakes who waits. It orders writers, nothing more: SQLite's own lock keeps them apart,
/// also from those who know nothing of this one.
final class CommitTurn: Sendable {
    /// The directory of the database: closing a second descriptor of the file itself would drop SQLite's locks.
    private let descriptor: Int32

    init(path: String) throws(StoreError) {
        let directory = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
        descriptor = unsafe open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw .cannotOpen(path: directory, reason: unsafe String(cString: strerror(errno)))
        }
    }

    deinit {
        close(descriptor)
    }

    /// Waits until no other process commits, and runs `body` then.
    func take<Result>(_ body: () throws -> Result) rethrows -> Result {
        // A file system without such locks is none for several processes, and SQLite's lock remains.
        while flock(descriptor, LOCK_EX) != 0, errno == EINTR {}
        defer { flock(descriptor, LOCK_UN) }
        return try body()
    }
}
