internal import Glibc

/// Where messages go that are not the result of a command; that nobody can be told anything stops no command.
package enum StandardError {
    /// Writes a line.
    package static func write(_ line: String) {
        show(line + "\n")
    }

    /// Writes text as it is.
    static func show(_ text: String) {
        let output = Output(descriptor: STDERR_FILENO)
        try? output.write(text.utf8)
        try? output.flush()
    }
}
