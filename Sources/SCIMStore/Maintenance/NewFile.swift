internal import Glibc
internal import Synchronization

/// A file that appears under its name when it is whole, and not before.
///
/// Until then it lies beside its place with the ending `.partial`, where one that a killed process has left is written
/// over. It can be read by its owner alone.
package final class NewFile: Sendable {
    package let path: String
    package let partialPath: String
    /// Where the content may be written.
    package let descriptor: Int32
    /// Whether the file has its name, or never will.
    private let isDecided = Mutex(false)

    /// Makes the file that is to become `path`; throws when there is a file already, unless it is to be replaced.
    package init(path: String, replacing: Bool = false) throws(FileError) {
        self.path = path
        partialPath = path + ".partial"
        guard unsafe replacing || access(path, F_OK) != 0 else {
            throw FileError(path, "it is there already: name another file")
        }
        descriptor = unsafe open(partialPath, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw FileError(partialPath) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            throw FileError(partialPath, "another command is writing it")
        }
        ftruncate(descriptor, 0)
        fchmod(descriptor, 0o600)
    }

    deinit {
        close(descriptor)
    }

    /// Gives the file its name, once what was written is on the disk; throws when another file has it by now.
    package func commit() throws {
        try finish {
            guard unsafe link(partialPath, path) == 0 else {
                throw errno == EEXIST
                    ? FileError(path, "it has been made meanwhile: name another file") : FileError(path)
            }
            unsafe unlink(partialPath)
        }
    }

    /// Puts the file in the place of the one that has its name, after `prepare`; an interruption waits for the end.
    package func replace(after prepare: () throws -> Void) throws {
        try finish {
            try prepare()
            guard unsafe rename(partialPath, path) == 0 else { throw FileError(path) }
        }
    }

    /// Leaves nothing of the file, unless it has its name by now; says whether it has not.
    @discardableResult package func discard() -> Bool {
        isDecided.withLock { isDecided in
            guard !isDecided else { return false }
            for ending in ["", "-wal", "-shm", "-journal"] { unsafe unlink(partialPath + ending) }
            isDecided = true
            return true
        }
    }

    private func finish(_ name: () throws -> Void) throws {
        try isDecided.withLock { isDecided in
            guard !isDecided else { throw FileError(path, "it was given up") }
            guard fsync(descriptor) == 0 else { throw FileError(path) }
            try name()
            isDecided = true
        }
        try syncDirectory()
    }

    private func syncDirectory() throws(FileError) {
        let directory = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
        let descriptor = unsafe open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileError(directory) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw FileError(directory) }
    }
}
