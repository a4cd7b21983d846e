import SCIM
import Testing

struct BytesTests {
    @Test(arguments: [0, 7, 10, 99, 100, -1, 1_234_567_890, .max, .min])
    func `a number is appended as it is written`(number: Int) {
        var bytes = Array("n=".utf8)
        bytes.append(decimal: number)
        #expect(String(decoding: bytes, as: UTF8.self) == "n=\(number)")
    }

    @Test(arguments: [
        ("abc", "b", true), ("abc", "abc", true), ("abc", "abcd", false), ("abc", "ac", false), ("abc", "", true),
        ("", "", true), ("", "a", false), ("aab", "ab", true), ("a text of more than 15 bytes", "more than 15", true),
        // Half of a letter in two spellings: bytes count, not what they look like.
        ("e\u{301}", "e", true), ("\u{E9}", "e", false),
    ])
    func `bytes are found among others`(text: String, sought: String, isThere: Bool) {
        #expect(text.containsBytes(of: sought) == isThere)
    }

    @Test func `bytes that are almost everywhere are looked for in time`() {
        let text = String(repeating: "a", count: 4_000_000)
        let duration = processorTime {
            #expect(!text.containsBytes(of: String(repeating: "a", count: 200) + "b"))
            #expect(!text.containsBytes(of: String(repeating: "a", count: 8_000) + "b"))
        }
        #expect(duration < .seconds(5))
    }
}
