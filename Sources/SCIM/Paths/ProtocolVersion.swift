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
    package init?(segment: String) {
        var segment = segment
        let digits = segment.withUTF8 { bytes -> String? in
            let digits = unsafe bytes.dropFirst()
            guard unsafe bytes.first == UInt8(ascii: "v"), unsafe !digits.isEmpty,
                unsafe digits.allSatisfy({ (0x30...0x39).contains($0) })
            else { return nil }
            return unsafe String(decoding: digits, as: UTF8.self)
        }
        guard let digits else { return nil }
        number = digits
    }
}
