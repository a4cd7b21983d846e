extension JSON {
    /// The value as JSON without white space.
    package var bytes: [UInt8] {
        var bytes: [UInt8] = []
        write(into: &bytes)
        return bytes
    }

    /// Appends the value as JSON without white space.
    package func write(into bytes: inout [UInt8]) {
        switch self {
        case .null: bytes.append(contentsOf: "null".utf8)
        case .bool(let flag): bytes.append(contentsOf: (flag ? "true" : "false").utf8)
        case .number(let number): bytes.append(contentsOf: number.text.utf8)
        case .string(let text): bytes.append(jsonText: text)
        case .array(let values):
            bytes.append(UInt8(ascii: "["))
            for (index, value) in values.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                value.write(into: &bytes)
            }
            bytes.append(UInt8(ascii: "]"))
        case .object(let object):
            object.write(into: &bytes)
        }
    }
}

extension JSONObject {
    /// As many bytes as the documents of most users have, for which room is made at once.
    private static let usualSize = 1_000

    /// The object as JSON without white space.
    package var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Self.usualSize)
        write(into: &bytes)
        return bytes
    }

    /// Appends the object as JSON without white space.
    package func write(into bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "{"))
        for (index, member) in members.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            bytes.append(jsonText: member.name)
            bytes.append(UInt8(ascii: ":"))
            member.value.write(into: &bytes)
        }
        bytes.append(UInt8(ascii: "}"))
    }
}

extension [UInt8] {
    /// Appends text in quotation marks, with the escapes that JSON demands and no others.
    package mutating func append(jsonText text: String) {
        append(UInt8(ascii: "\""))
        append(jsonCharacters: text)
        append(UInt8(ascii: "\""))
    }

    /// Appends a part of a text that stands in quotation marks.
    package mutating func append(jsonCharacters text: String) {
        var text = text
        text.withUTF8 { bytes in
            if !UnsafeRawBufferPointer(bytes).needEscapes {
                unsafe append(contentsOf: bytes)
            } else {
                for index in bytes.indices { unsafe append(escaped: bytes[index]) }
            }
        }
    }

    private mutating func append(escaped byte: UInt8) {
        guard byte.needsEscape else { return append(byte) }
        append(UInt8(ascii: "\\"))
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): append(byte)
        case 0x0A: append(UInt8(ascii: "n"))
        case 0x0D: append(UInt8(ascii: "r"))
        case 0x09: append(UInt8(ascii: "t"))
        default:
            let digits = Array("0123456789abcdef".utf8)
            append(contentsOf: "u00".utf8)
            append(digits[Int(byte >> 4)])
            append(digits[Int(byte & 15)])
        }
    }
}

extension UnsafeRawBufferPointer {
    /// Whether any byte needs an escape: asked for eight at a time, as most texts of an answer have none.
    fileprivate var needEscapes: Bool {
        var offset = 0
        while offset + 8 <= count {
            if unsafe loadUnaligned(fromByteOffset: offset, as: UInt64.self).hasByteToEscape { return true }
            offset += 8
        }
        return unsafe self[offset...].contains { $0.needsEscape }
    }
}

extension UInt64 {
    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let highBits = ones << 7

    /// Whether one of the eight bytes is one that `needsEscape`.
    fileprivate var hasByteToEscape: Bool {
        let controls = (self &- Self.ones &* 0x20) & ~self
        let quotationMarks = (self ^ Self.ones &* UInt64(UInt8(ascii: "\""))).bytesBelowOne
        let backslashes = (self ^ Self.ones &* UInt64(UInt8(ascii: "\\"))).bytesBelowOne
        return (controls | quotationMarks | backslashes) & Self.highBits != 0
    }

    /// The high bits tell whether there are bytes of zero.
    private var bytesBelowOne: UInt64 {
        (self &- Self.ones) & ~self
    }
}

extension UInt8 {
    fileprivate var needsEscape: Bool {
        self < 0x20 || self == UInt8(ascii: "\"") || self == UInt8(ascii: "\\")
    }
}
