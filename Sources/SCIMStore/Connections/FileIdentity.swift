internal import Glibc

/// Which file a path names, whatever becomes of the path.
struct FileIdentity: Hashable {
    private let device: dev_t
    private let number: ino_t

    /// The file at a path, or `nil` when there is none that can be seen.
    init?(path: String) {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { return nil }
        device = status.st_dev
        number = status.st_ino
    }
}
