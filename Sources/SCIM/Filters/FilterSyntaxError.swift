/// Why a filter or a path cannot be read, and where.
package struct FilterSyntaxError: Error, Hashable, Sendable {
    /// What was expected or is not possible.
    package let reason: String
    /// The character, from 1, at which reading stopped.
    package let position: Int
    /// The text that was read.
    package let text: String
}

extension FilterSyntaxError: CustomStringConvertible {
    package var description: String {
        "\(reason) (at character \(position) of: \(text.prefix(200)))"
    }
}
