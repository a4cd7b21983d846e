internal import Glibc

/// The file itself, before SQLite touches it.
enum DatabaseFile {
    /// Makes the file readable by its owner alone; SQLite gives its side files the same mode.
    static func create(_ path: String) throws(StoreError) {
        let descriptor = unsafe open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw .cannotOpen(path: path, reason: unsafe String(cString: strerror(errno)))
        }
        close(descriptor)
    }
}
