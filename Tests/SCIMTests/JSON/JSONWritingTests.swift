internal import SCIM
internal import Testing

struct JSONWritingTests {
    /// Bytes are looked at eight at a time, so each one stands at each place of eight, and behind them.
    @Test(arguments: Array(UInt8(1)...127))
    func `a character is escaped wherever it stands, or not at all`(byte: UInt8) throws {
        let character = String(decoding: [byte], as: UTF8.self)
        for position in 0..<17 {
            let text = String(repeating: "é", count: position / 2) + String(repeating: "a", count: position % 9)
            let value = JSON.string(text + character + "z")
            let written = value.bytes
            #expect(try JSON(parsing: written) == value)
            let needsEscape = byte < 0x20 || character == "\"" || character == "\\"
            #expect(written.contains(UInt8(ascii: "\\")) == needsEscape)
        }
    }
}
