internal import Crypto
internal import SCIM

/// Makes the identifiers of resources: UUIDs of version 7 (RFC 9562 §5.7).
///
/// They start with the time, so neighbours in time are neighbours in indexes, and end in 74 random bits, so nobody
/// guesses one.
enum Identifier {
    static func make(at instant: DateTime) -> String {
        var generator = SystemRandomNumberGenerator()
        let milliseconds = UInt64(max(0, instant.microseconds / 1_000))
        let high = milliseconds << 16 | 0x7000 | generator.next() & 0x0FFF
        return text(high: high, low: generator.next())
    }

    /// The identifier of what one request makes, the same each time: a UUID of version 8 (RFC 9562 §5.8).
    ///
    /// It is as hard to guess as the request's identifier, which is 128 random bits.
    static func make(for requestID: String) -> String {
        let hash = SHA256.hash(data: Array(requestID.utf8)).prefix(16).map { UInt64($0) }
        let high = hash[..<8].reduce(0) { $0 << 8 | $1 }
        return text(high: high & ~0xF000 | 0x8000, low: hash[8...].reduce(0) { $0 << 8 | $1 })
    }

    /// Whether a text could have been made here: hexadecimal digits and hyphens at the places where UUIDs have them.
    static func isValid(_ text: String) -> Bool {
        text.utf8.count == 36
            && text.utf8.enumerated()
                .allSatisfy { position, byte in
                    if [8, 13, 18, 23].contains(position) { return byte == UInt8(ascii: "-") }
                    return (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte)
                }
    }

    /// The text of a UUID; the variant is set here.
    private static func text(high: UInt64, low: UInt64) -> String {
        let low = low & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        text.reserveCapacity(36)
        for position in 0..<32 {
            if position == 8 || position == 12 || position == 16 || position == 20 { text.append(UInt8(ascii: "-")) }
            let half = position < 16 ? high : low
            text.append(digits[Int(half >> UInt64(60 - 4 * (position % 16)) & 0xF)])
        }
        return String(decoding: text, as: UTF8.self)
    }
}
