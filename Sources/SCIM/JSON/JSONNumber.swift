/// A number as JSON writes it (RFC 8259 §6): digits are kept, so nothing is lost to binary floating point.
package struct JSONNumber: Hashable, Sendable {
    /// The digits as they were read, for instance `1e3` or `9007199254740993`.
    package let text: String

    /// Wraps text that is already known to be a JSON number.
    init(validated text: String) {
        self.text = text
    }

    /// Makes the number that stands for an integer.
    package init(_ integer: some BinaryInteger & Sendable) {
        text = String(integer)
    }

    /// The number, when it is a whole number of at most 64 bits; `1.0` and `1e3` are.
    package var integer: Int64? {
        Int64(text) ?? Int64(exactly: double)
    }

    /// The nearest binary number.
    package var double: Double {
        Double(text) ?? .nan
    }

    /// How the number stands to another; whole numbers are compared exactly.
    package func ordering(to other: JSONNumber) -> Ordering {
        guard let mine = Int64(text), let others = Int64(other.text) else { return Ordering(double, other.double) }
        return Ordering(mine, others)
    }
}
