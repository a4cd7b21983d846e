/// Why a file does not define what it should, and where.
package struct DefinitionError: Error, Hashable, Sendable {
    /// What the file is called.
    package let file: String
    /// What is wrong, with its line.
    package let cause: JSONSyntaxError
}

extension DefinitionError: CustomStringConvertible {
    package var description: String {
        "\(file), \(cause)"
    }
}
