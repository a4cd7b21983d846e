internal import Foundation

/// A file that a command reads, or what another program writes into a pipe.
enum InputFile {
    /// Why a file cannot be read.
    struct Failure: Error, CustomStringConvertible {
        let path: String
        let reason: String

        var description: String {
            "'\(path)' cannot be read: \(reason)"
        }
    }

    /// All of a file; `-` is standard input.
    static func bytes(_ path: String) throws(Failure) -> Data {
        let descriptor = path == "-" ? STDIN_FILENO : unsafe open(path, O_RDONLY | O_CLOEXEC)
        var status = stat()
        guard descriptor >= 0, unsafe fstat(descriptor, &status) == 0 else { throw .last(path) }
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: path != "-")
        guard status.st_mode & S_IFMT != S_IFDIR else { throw Failure(path: path, reason: "it is a directory") }
        do {
            // A large file needs no memory of its own; a pipe has no place to be looked at in.
            guard path != "-", status.st_mode & S_IFMT == S_IFREG else { return try file.readToEnd() ?? Data() }
            return try Data(contentsOf: URL(filePath: path), options: .mappedIfSafe)
        } catch {
            throw Failure(path: path, reason: error.localizedDescription)
        }
    }
}

extension InputFile.Failure {
    /// The error that the last call of the system met.
    fileprivate static func last(_ path: String) -> Self {
        Self(path: path, reason: unsafe String(cString: strerror(errno)))
    }
}
