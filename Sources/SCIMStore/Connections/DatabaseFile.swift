internal import Glibc

/// The file itself, before SQLite touches it.
enum DatabaseFile {
    /// Sees to it that the file is there and can be written.
    ///
    /// One that is made is readable by its owner alone; SQLite gives its side files the same mode and owner.
    static func prepare(_ path: String, makesMissing: Bool) throws(StoreError) {
        var descriptor = unsafe open(path, O_RDWR | O_CLOEXEC)
        if descriptor < 0, errno == ENOENT, makesMissing { descriptor = create(path) }
        guard descriptor >= 0 else { throw .cannotOpen(path: path, reason: reason(errno, makesMissing: makesMissing)) }
        close(descriptor)
    }

    private static func create(_ path: String) -> Int32 {
        let descriptor = unsafe open(path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            // Another process was quicker.
            return errno == EEXIST ? unsafe open(path, O_RDWR | O_CLOEXEC) : descriptor
        }
        giveToOwnerOfDirectory(descriptor, at: path)
        return descriptor
    }

    private static func reason(_ code: Int32, makesMissing: Bool) -> String {
        let reason = unsafe String(cString: strerror(code))
        return switch code {
        case ENOENT where !makesMissing: "it does not exist; 'scimd network create' makes one"
        case ENOENT: "\(reason); make the directory first, for the user that scimd runs as"
        case EACCES: "\(reason); repeat the command as root, or as the user that scimd runs as"
        default: reason
        }
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
