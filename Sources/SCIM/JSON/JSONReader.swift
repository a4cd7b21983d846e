/// Reads JSON as RFC 8259 defines it, strictly, in one pass over the bytes.
struct JSONReader {
    /// How deep arrays and objects may be nested.
    static let maximumDepth = 32

    let bytes: [UInt8]
    var offset = 0
    private var depth = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The value that is all there is, but for white space around it.
    mutating func readDocument() throws(JSONSyntaxError) -> JSON {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { throw error("there is a byte order mark: send UTF-8 without one") }
        skipSpace()
        guard offset < bytes.count else { throw error("there is no JSON: the body is empty") }
        let value = try readValue()
        skipSpace()
        guard offset == bytes.count else { throw error("the end was expected, found \(found)") }
        return value
    }

    /// The top-level members of an object that have one of the given names; the rest is passed over.
    mutating func readMembers(named names: [JSONName]) throws(JSONSyntaxError) -> JSONObject {
        var object = JSONObject()
        guard !names.isEmpty else { return object }
        var missing = names.count
        skipSpace()
        try expect(UInt8(ascii: "{"), "'{'")
        skipSpace()
        guard !accept(UInt8(ascii: "}")) else { return object }
        repeat {
            skipSpace()
            let start = offset + 1
            try skipString()
            let end = offset - 1
            try expectColon()
            if let name = names.first(where: { bytes[start..<end].elementsEqual($0.bytes) }) {
                object.append(.init(name: name.text, value: try readValue()))
                missing -= 1
                if missing == 0 { return object }
            } else {
                try skipValue()
            }
            skipSpace()
        } while accept(UInt8(ascii: ","))
        return object
    }

    private mutating func readValue() throws(JSONSyntaxError) -> JSON {
        guard offset < bytes.count else { throw error("a value was expected, found the end") }
        switch bytes[offset] {
        case UInt8(ascii: "\""): return .string(try readString())
        case UInt8(ascii: "{"): return .object(try readObject())
        case UInt8(ascii: "["): return .array(try readArray())
        case UInt8(ascii: "t"): return try readWord("true", .bool(true))
        case UInt8(ascii: "f"): return try readWord("false", .bool(false))
        case UInt8(ascii: "n"): return try readWord("null", .null)
        case UInt8(ascii: "-"), 0x30...0x39: return .number(try readNumber())
        default: throw error("a value was expected, found \(found)")
        }
    }

    private mutating func readObject() throws(JSONSyntaxError) -> JSONObject {
        try enter()
        var members: [JSONObject.Member] = []
        skipSpace()
        if accept(UInt8(ascii: "}")) {
            depth -= 1
            return JSONObject()
        }
        members.reserveCapacity(8)
        var names = NameSet()
        repeat {
            skipSpace()
            guard offset < bytes.count, bytes[offset] == UInt8(ascii: "\"") else {
                throw error("a name in quotation marks was expected, found \(found)")
            }
            let start = offset
            let name = try readString()
            if !names.insert(name, behind: members) {
                offset = start
                throw error("the name \"\(name.prefix(80))\" is there twice in one object")
            }
            try expectColon()
            members.append(.init(name: name, value: try readValue()))
            skipSpace()
        } while accept(UInt8(ascii: ","))
        try expect(UInt8(ascii: "}"), "',' or '}'")
        depth -= 1
        return JSONObject(members)
    }

    private mutating func readArray() throws(JSONSyntaxError) -> [JSON] {
        try enter()
        var values: [JSON] = []
        skipSpace()
        if !accept(UInt8(ascii: "]")) {
            repeat {
                skipSpace()
                values.append(try readValue())
                skipSpace()
            } while accept(UInt8(ascii: ","))
            try expect(UInt8(ascii: "]"), "',' or ']'")
        }
        depth -= 1
        return values
    }

    private mutating func readWord(_ word: String, _ value: JSON) throws(JSONSyntaxError) -> JSON {
        guard bytes[offset...].starts(with: word.utf8) else { throw error("a value was expected, found \(found)") }
        offset += word.utf8.count
        return value
    }

    private mutating func readNumber() throws(JSONSyntaxError) -> JSONNumber {
        let start = offset
        _ = accept(UInt8(ascii: "-"))
        let leadingZero = offset < bytes.count && bytes[offset] == UInt8(ascii: "0")
        let whole = skipDigits()
        guard whole > 0 else { throw error("a digit was expected, found \(found)") }
        guard !leadingZero || whole == 1 else { throw error("a number must not start with 0") }
        if accept(UInt8(ascii: ".")) {
            guard skipDigits() > 0 else { throw error("a digit was expected after '.', found \(found)") }
        }
        if accept(UInt8(ascii: "e")) || accept(UInt8(ascii: "E")) {
            if !accept(UInt8(ascii: "+")) { _ = accept(UInt8(ascii: "-")) }
            guard skipDigits() > 0 else { throw error("a digit was expected in the exponent, found \(found)") }
        }
        return JSONNumber(validated: String(decoding: bytes[start..<offset], as: UTF8.self))
    }

    private mutating func skipDigits() -> Int {
        let start = offset
        while offset < bytes.count, (0x30...0x39).contains(bytes[offset]) { offset += 1 }
        return offset - start
    }

    private mutating func readString() throws(JSONSyntaxError) -> String {
        let start = offset + 1
        let end = endOfPlainText(from: start)
        if end < bytes.count, bytes[end] == UInt8(ascii: "\"") {
            offset = end + 1
            return String(decoding: bytes[start..<end], as: UTF8.self)
        }
        offset = end
        return try readStringRest(from: start)
    }

    private func endOfPlainText(from start: Int) -> Int {
        // Taken out of the array once, and not for each byte.
        let bytes = bytes.span
        var end = start
        while end < bytes.count, bytes[end].isPlainText { end += 1 }
        return end
    }

    /// Goes on behind the plain ASCII that a string starts with.
    private mutating func readStringRest(from start: Int) throws(JSONSyntaxError) -> String {
        var text = Array(bytes[start..<offset])
        while offset < bytes.count {
            let byte = bytes[offset]
            switch byte {
            case UInt8(ascii: "\""):
                offset += 1
                return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"):
                try readEscape(into: &text)
            case ..<0x20:
                throw error(
                    byte == 0 ? "there is a NUL in text" : "there is a raw control character in text: escape it"
                )
            case 0x80...:
                try readMultibyte(into: &text)
            default:
                text.append(byte)
                offset += 1
            }
        }
        throw error("the closing quotation mark is missing")
    }

    private mutating func readEscape(into text: inout [UInt8]) throws(JSONSyntaxError) {
        guard offset + 1 < bytes.count else { throw error("the closing quotation mark is missing") }
        let escaped: UInt8
        switch bytes[offset + 1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): escaped = bytes[offset + 1]
        case UInt8(ascii: "b"): escaped = 0x08
        case UInt8(ascii: "f"): escaped = 0x0C
        case UInt8(ascii: "n"): escaped = 0x0A
        case UInt8(ascii: "r"): escaped = 0x0D
        case UInt8(ascii: "t"): escaped = 0x09
        case UInt8(ascii: "u"): return try readUnicodeEscape(into: &text)
        default: throw error("there is no such escape in JSON text: '\\' must be written '\\\\'")
        }
        text.append(escaped)
        offset += 2
    }

    private mutating func readUnicodeEscape(into text: inout [UInt8]) throws(JSONSyntaxError) {
        guard let unit = hexadecimal(at: offset + 2) else { throw error("'\\u' must be followed by four hex digits") }
        guard unit != 0 else { throw error("there is a NUL in text") }
        var code = UInt32(unit)
        var length = 6
        if UTF16.isLeadSurrogate(unit), offset + 7 < bytes.count, bytes[offset + 6] == UInt8(ascii: "\\"),
            bytes[offset + 7] == UInt8(ascii: "u"), let trail = hexadecimal(at: offset + 8),
            UTF16.isTrailSurrogate(trail)
        {
            code = 0x10000 + (UInt32(unit & 0x3FF) << 10) + UInt32(trail & 0x3FF)
            length = 12
        }
        guard let scalar = Unicode.Scalar(code) else { throw error("there is half of a surrogate pair in text") }
        text.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        offset += length
    }

    private func hexadecimal(at start: Int) -> UInt16? {
        guard start + 4 <= bytes.count else { return nil }
        var value: UInt16 = 0
        for byte in bytes[start..<start + 4] {
            switch byte {
            case 0x30...0x39: value = value << 4 | UInt16(byte - 0x30)
            case 0x41...0x46, 0x61...0x66: value = value << 4 | UInt16((byte | 0x20) - 0x61 + 10)
            default: return nil
            }
        }
        return value
    }

    /// Copies one character of several bytes after checking it against RFC 3629 §4.
    private mutating func readMultibyte(into text: inout [UInt8]) throws(JSONSyntaxError) {
        let lead = bytes[offset]
        let length = lead >= 0xF0 ? 4 : (lead >= 0xE0 ? 3 : 2)
        guard (0xC2...0xF4).contains(lead), offset + length <= bytes.count else { throw error("text is not UTF-8") }
        let second = bytes[offset + 1]
        let seconds: ClosedRange<UInt8> =
            switch lead {
            case 0xE0: 0xA0...0xBF
            case 0xED: 0x80...0x9F
            case 0xF0: 0x90...0xBF
            case 0xF4: 0x80...0x8F
            default: 0x80...0xBF
            }
        guard seconds.contains(second),
            bytes[offset + 2..<offset + length].allSatisfy({ (0x80...0xBF).contains($0) }) || length == 2
        else { throw error("text is not UTF-8") }
        text.append(contentsOf: bytes[offset..<offset + length])
        offset += length
    }

    mutating func skipValue() throws(JSONSyntaxError) {
        guard offset < bytes.count else { throw error("a value was expected, found the end") }
        switch bytes[offset] {
        case UInt8(ascii: "\""):
            try skipString()
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            var nesting = 0
            repeat {
                guard offset < bytes.count else { throw error("the document ends too early") }
                switch bytes[offset] {
                case UInt8(ascii: "\""):
                    try skipString()
                    continue
                case UInt8(ascii: "{"), UInt8(ascii: "["): nesting += 1
                case UInt8(ascii: "}"), UInt8(ascii: "]"): nesting -= 1
                default: break
                }
                offset += 1
            } while nesting > 0
        default:
            while offset < bytes.count, !bytes[offset].endsScalar { offset += 1 }
        }
    }

    mutating func skipString() throws(JSONSyntaxError) {
        offset = endOfString(from: offset + 1)
        guard offset < bytes.count else { throw error("the closing quotation mark is missing") }
        offset += 1
    }

    /// The place of the quotation mark that closes a string.
    private func endOfString(from start: Int) -> Int {
        let bytes = bytes.span
        var end = start
        while end < bytes.count, bytes[end] != UInt8(ascii: "\"") {
            end += bytes[end] == UInt8(ascii: "\\") ? 2 : 1
        }
        return end
    }

    private mutating func enter() throws(JSONSyntaxError) {
        depth += 1
        guard depth <= Self.maximumDepth else { throw error("it is nested deeper than \(Self.maximumDepth) levels") }
        offset += 1
    }

    mutating func skipSpace() {
        while offset < bytes.count, bytes[offset].isJSONSpace { offset += 1 }
    }

    mutating func accept(_ byte: UInt8) -> Bool {
        guard offset < bytes.count, bytes[offset] == byte else { return false }
        offset += 1
        return true
    }

    private mutating func expect(_ byte: UInt8, _ name: String) throws(JSONSyntaxError) {
        guard accept(byte) else { throw error("\(name) was expected, found \(found)") }
    }

    mutating func expectColon() throws(JSONSyntaxError) {
        skipSpace()
        try expect(UInt8(ascii: ":"), "':'")
        skipSpace()
    }

    private var found: String {
        guard offset < bytes.count else { return "the end" }
        let byte = bytes[offset]
        return (0x21...0x7E).contains(byte) ? "'\(Unicode.Scalar(byte))'" : "byte \(byte)"
    }

    private func error(_ reason: String) -> JSONSyntaxError {
        JSONSyntaxError(reason, at: min(offset, bytes.count), in: bytes)
    }
}

extension UInt8 {
    /// Whether the byte is ASCII that a string holds as it is.
    var isPlainText: Bool {
        self >= 0x20 && self < 0x80 && self != UInt8(ascii: "\"") && self != UInt8(ascii: "\\")
    }

    fileprivate var isJSONSpace: Bool {
        self == 0x20 || self == 0x0A || self == 0x0D || self == 0x09
    }

    fileprivate var endsScalar: Bool {
        self == UInt8(ascii: ",") || self == UInt8(ascii: "}") || self == UInt8(ascii: "]") || isJSONSpace
    }
}
