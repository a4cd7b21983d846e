/// Why the text of an expression cannot be read, and where; the position counts characters from 1.
package struct ExpressionError: Error, Hashable, Sendable {
    package let text: String
    package let position: Int
    package let reason: String
}

extension ExpressionError: CustomStringConvertible {
    package var description: String {
        "the expression \(text) cannot be read at position \(position): \(reason)"
    }
}
