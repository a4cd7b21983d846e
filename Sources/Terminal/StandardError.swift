internal import Foundation

/// Where messages go that are not the result of a command.
package enum StandardError {
    /// Writes a line.
    package static func write(_ line: String) {
        FileHandle.standardError.write(Data((line + "\n").utf8))
    }
}
