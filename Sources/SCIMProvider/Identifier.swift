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
        let low = generator.next() & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
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
