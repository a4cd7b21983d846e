internal import SCIM
internal import Testing

struct JSONWritingTests {
    /// Bytes are looked at eight at a time, so each one stands at each place of eight, and behind them.
    @Test(arguments: Array(UInt8(1)...127))
    func `a character is escaped wherever it stands, or not at all`(byte: UInt8) throws {
        let character = String(decoding: [byte], as: UTF8.self)
        let needsEscape = byte < 0x20 || character == "\"" || character == "\\"
        for before in 0..<16 {
            for behind in 0..<8 {
                // Neighbours whose bits are all set, and a few that are not.
                let value = JSON.string(
                    String(repeating: "\u{7F}", count: before) + character + String(repeating: "z", count: behind)
                )
                let written = value.bytes
                #expect(try JSON(parsing: written) == value)
                #expect(written.contains(UInt8(ascii: "\\")) == needsEscape)
            }
        }
    }
}
