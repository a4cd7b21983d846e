/// Why a file does not say what it should, and where.
package struct JSONFileError: Error, Hashable, Sendable {
    /// What the file is called.
    package let file: String
    /// What is wrong, with its line.
    package let cause: JSONSyntaxError
}

extension JSONFileError: CustomStringConvertible {
    package var description: String {
        "\(file), \(cause)"
    }
}
