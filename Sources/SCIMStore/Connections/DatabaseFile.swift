internal import Glibc

/// The file itself, before SQLite touches it.
enum DatabaseFile {
    /// Makes the file readable by its owner alone; SQLite gives its side files the same mode and owner.
    static func create(_ path: String) throws(StoreError) {
        var descriptor = unsafe open(path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0o600)
        if descriptor >= 0 {
            giveToOwnerOfDirectory(descriptor, at: path)
        } else if errno == EEXIST {
            descriptor = unsafe open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
        }
        guard descriptor >= 0 else {
            throw .cannotOpen(path: path, reason: unsafe String(cString: strerror(errno)))
        }
        close(descriptor)
    }

    /// What root makes in the directory of a service, the service must be able to open.
    private static func giveToOwnerOfDirectory(_ descriptor: Int32, at path: String) {
        guard geteuid() == 0 else { return }
        let directory = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
        var status = stat()
        guard unsafe stat(directory, &status) == 0 else { return }
        fchown(descriptor, status.st_uid, status.st_gid)
    }
}
