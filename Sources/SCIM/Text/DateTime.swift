/// An instant, as the `dateTime` values of RFC 7643 §2.3.5 name it.
package struct DateTime: Hashable, Sendable {
    /// Microseconds since 1970-01-01T00:00:00Z.
    package let microseconds: Int64

    package init(microseconds: Int64) {
        self.microseconds = microseconds
    }
}

extension DateTime: Comparable {
    package static func < (one: DateTime, other: DateTime) -> Bool {
        one.microseconds < other.microseconds
    }
}
