internal import Glibc
internal import SCIMStore
internal import Synchronization
internal import Terminal

/// SIGINT and SIGTERM to a command that writes a file: they leave no half of it.
final class Interruption: Sendable {
    private let file = Mutex<NewFile?>(nil)

    init() {
        TerminationSignals()
            .onSignal { [self] in
                // A file that is whole by now stays, and the command ends by itself.
                let (hasFile, isDiscarded) = file.withLock { ($0 != nil, $0?.discard() ?? true) }
                guard isDiscarded else { return }
                StandardError.write(hasFile ? "interrupted: nothing was written" : "interrupted")
                _exit(1)
            }
    }

    /// Makes a file that is removed when the command is interrupted, from the moment it is there.
    func newFile(_ path: String, replacing: Bool = false) throws -> NewFile {
        try file.withLock { file in
            let made = try NewFile(path: path, replacing: replacing)
            file = made
            return made
        }
    }
}
