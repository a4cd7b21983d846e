internal import Foundation

/// Where messages go that are not the result of a command.
enum StandardError {
    static func write(_ line: String) {
        FileHandle.standardError.write(Data((line + "\n").utf8))
    }
}
