/// A version of the protocol as paths name it (RFC 7644 §3.13).
package struct ProtocolVersion: Hashable, Sendable {
    /// The version that is served.
    package static let served = ProtocolVersion(number: "2")

    /// The digits behind the `v`.
    package let number: String

    private init(number: String) {
        self.number = number
    }

    /// The version that a segment of a path is, or `nil` when it is another word.
    package init?(segment: Substring) {
        guard segment.utf8.first == UInt8(ascii: "v"), segment.utf8.count > 1 else { return nil }
        let digits = Substring(segment.utf8.dropFirst())
        guard digits.allBytes({ (0x30...0x39).contains($0) }) else { return nil }
        number = String(digits)
    }
}
