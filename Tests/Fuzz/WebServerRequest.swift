/// A request as a web server sends it to a responder (FastCGI 1.0 §5.1).
struct WebServerRequest {
    let parameters: [(name: [UInt8], value: [UInt8])]
    let body: [UInt8]
    private let recordSize: Int

    /// Reads lines of `NAME=value`, an empty line, and a body, to be sent in records of a size.
    init(_ bytes: ArraySlice<UInt8>, recordSize: Int) {
        self.recordSize = recordSize
        var parameters: [(name: [UInt8], value: [UInt8])] = []
        var rest = bytes
        while let end = rest.firstIndex(of: 0x0A), end > rest.startIndex {
            let line = rest[..<end]
            let name = line.prefix { $0 != UInt8(ascii: "=") }
            parameters.append((Array(name), Array(line.dropFirst(name.count + 1))))
            rest = rest[(end + 1)...]
        }
        self.parameters = parameters
        body = Array(rest.dropFirst())
    }

    /// What a responder is to make of a parameter: C ends texts at NUL, and an empty value is none.
    func value(of name: StaticString) -> String? {
        parameters.last { parameter in
            parameter.name.elementsEqual(name.description.utf8) && !(parameter.value.first ?? 0 == 0)
        }
        .map { String(decoding: $0.value.prefix { $0 != 0 }, as: UTF8.self) }
    }

    var records: [UInt8] {
        var pairs: [UInt8] = []
        for parameter in parameters {
            for part in [parameter.name, parameter.value] {
                if part.count < 0x80 {
                    pairs.append(UInt8(part.count))
                } else {
                    pairs += [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: part.count >> $0) }
                    pairs[pairs.count - 4] |= 0x80
                }
            }
            pairs += parameter.name + parameter.value
        }
        return Self.record(1, [0, 1, 1, 0, 0, 0, 0, 0]) + stream(4, pairs) + stream(5, body)
    }

    /// Records of a kind, the last of which is empty.
    private func stream(_ kind: UInt8, _ content: [UInt8]) -> [UInt8] {
        var records: [UInt8] = []
        var rest = content[...]
        while !rest.isEmpty {
            records += Self.record(kind, rest.prefix(recordSize))
            rest = rest.dropFirst(recordSize)
        }
        return records + Self.record(kind, [])
    }

    private static func record(_ kind: UInt8, _ content: ArraySlice<UInt8>) -> [UInt8] {
        [1, kind, 0, 1, UInt8(content.count >> 8), UInt8(content.count & 0xFF), 0, 0] + content
    }
}
