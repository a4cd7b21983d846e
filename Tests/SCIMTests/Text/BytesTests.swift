import SCIM
import Testing

struct BytesTests {
    @Test(arguments: [0, 7, 10, 99, 100, -1, 1_234_567_890, .max, .min])
    func `a number is appended as it is written`(number: Int) {
        var bytes = Array("n=".utf8)
        bytes.append(decimal: number)
        #expect(String(decoding: bytes, as: UTF8.self) == "n=\(number)")
    }
}
