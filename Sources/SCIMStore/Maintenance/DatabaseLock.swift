internal import Glibc

/// Keeps everybody else from a database file, whatever is in it.
///
/// It is the lock that SQLite itself takes to be alone, on the bytes that its file format sets aside for it. Whoever has
/// a database with a write-ahead log open holds its shared counterpart, also when idle. The file must not be opened by
/// another way in this process meanwhile: to close it would end the lock.
final class DatabaseLock: Sendable {
    /// PENDING_BYTE, and behind it RESERVED_BYTE and the 510 bytes of SHARED_FIRST.
    private static let start: off_t = 0x4000_0000
    private static let length: off_t = 512

    private let descriptor: Int32

    /// Takes the lock; throws `RestoreError.inUse` when somebody has the database open.
    init(path: String) throws {
        descriptor = unsafe open(path, O_RDWR | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileError(path) }
        var lock = flock()
        lock.l_type = Int16(F_WRLCK)
        lock.l_whence = Int16(SEEK_SET)
        lock.l_start = Self.start
        lock.l_len = Self.length
        guard unsafe fcntl(descriptor, F_SETLK, &lock) == 0 else {
            let code = errno
            guard code == EACCES || code == EAGAIN else { throw FileError(path) }
            throw RestoreError.inUse(path)
        }
    }

    deinit {
        close(descriptor)
    }
}
