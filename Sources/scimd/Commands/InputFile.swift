internal import ArgumentParser
internal import Foundation

/// A file that a command reads, or what another program writes into a pipe.
enum InputFile {
    /// All of a file; `-` is standard input.
    static func bytes(_ path: String) throws -> Data {
        let descriptor = path == "-" ? STDIN_FILENO : unsafe open(path, O_RDONLY | O_CLOEXEC)
        var status = stat()
        guard descriptor >= 0, unsafe fstat(descriptor, &status) == 0 else {
            throw unreadable(path, unsafe String(cString: strerror(errno)))
        }
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: path != "-")
        guard status.st_mode & S_IFMT != S_IFDIR else { throw unreadable(path, "it is a directory") }
        do {
            // A large file needs no memory of its own; a pipe has no place to be looked at in, and for what has no size
            // Foundation forgets a buffer.
            let isMapped = path != "-" && status.st_mode & S_IFMT == S_IFREG && status.st_size > 0
            guard isMapped else { return try file.readToEnd() ?? Data() }
            return try Data(contentsOf: URL(filePath: path), options: .mappedIfSafe)
        } catch {
            throw unreadable(path, error.localizedDescription)
        }
    }

    private static func unreadable(_ path: String, _ reason: String) -> ValidationError {
        ValidationError("'\(path)' cannot be read: \(reason)")
    }
}
