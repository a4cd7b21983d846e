/// Why bytes are not the JSON that is wanted, and where.
package struct JSONSyntaxError: Error, Hashable, Sendable {
    /// What is wrong, in words for the administrator of the client.
    package let reason: String
    /// The line, from 1.
    package let line: Int
    /// The byte of the line, from 1.
    package let column: Int

    init(_ reason: String, at offset: Int, in bytes: [UInt8]) {
        self.reason = reason
        let before = bytes.prefix(offset)
        line = before.count { $0 == UInt8(ascii: "\n") } + 1
        column = offset - (before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0) + 1
    }
}

extension JSONSyntaxError: CustomStringConvertible {
    package var description: String {
        "line \(line), column \(column): \(reason)"
    }
}
