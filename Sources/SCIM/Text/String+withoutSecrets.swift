extension String {
    /// The text without secret tokens, and without what is quoted behind the word password: both are sent where they do
    /// not belong, such as in URLs and filters, and would be found again in logs.
    package var withoutSecrets: String {
        var bytes = Array(utf8)
        var start = 0
        while let token = bytes.index(behind: "scimd_", from: start) {
            let end = bytes[token...].firstIndex { !$0.isOfToken } ?? bytes.endIndex
            if end - token >= 43 { bytes.replaceSubrange(token..<end, with: "…".utf8) }
            start = token
        }
        guard let word = bytes.index(behind: "password", from: 0),
            let quote = ["\"", "%22"].compactMap({ bytes.index(behind: $0, from: word) }).min()
        else { return start == 0 ? self : String(decoding: bytes, as: UTF8.self) }
        return String(decoding: bytes[..<quote], as: UTF8.self) + "…"
    }
}

extension [UInt8] {
    /// Where the first occurrence of an ASCII text ends, in any letter case.
    fileprivate func index(behind text: String, from start: Int) -> Int? {
        let sought = text.utf8
        return indices.dropFirst(start)
            .first { index in
                zip(self[index...], sought).allSatisfy { $0 | 0x20 == $1 | 0x20 } && count - index >= sought.count
            }
            .map { $0 + sought.count }
    }
}

extension UInt8 {
    /// Whether the character is one of base64url's (RFC 4648 §5).
    fileprivate var isOfToken: Bool {
        switch self {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "_"): true
        default: false
        }
    }
}
