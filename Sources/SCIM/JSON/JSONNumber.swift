/// A number as JSON writes it (RFC 8259 §6): digits are kept, so nothing is lost to binary floating point.
package struct JSONNumber: Sendable {
    /// The digits as they were read, for instance `1e3` or `9007199254740993`.
    package let text: String

    /// Wraps text that is already known to be a JSON number.
    package init(validated text: String) {
        self.text = text
    }

    /// Makes the number that stands for an integer.
    package init(_ integer: Int) {
        self.text = String(integer)
    }
}
