internal import SCIM

/// The parameters of a query (RFC 7644 §3.4.2, table 4); others are passed over.
struct QueryParameters {
    private var values: [(name: String, value: String)] = []

    /// Decodes a query as forms do: `+` is a space.
    init(_ query: String) throws(SCIMError) {
        guard !query.isEmpty else { return }
        for part in query.parts(separatedBy: UInt8(ascii: "&")) {
            let pair = part.utf8
            let separator = pair.firstIndex(of: UInt8(ascii: "="))
            let value = separator.map { pair[pair.index(after: $0)...] } ?? pair[pair.endIndex...]
            guard let name = pair[..<(separator ?? pair.endIndex)].formDecoded, let value = value.formDecoded else {
                throw .invalidSyntax("the query has percent signs that encode no UTF-8: encode '%' itself as '%25'")
            }
            values.append((name, value))
        }
    }

    /// The first value of a parameter; names are compared without regard to case.
    subscript(name: String) -> String? {
        values.first { $0.name.equalsIgnoringCase(name) }?.value
    }

    /// The value of a parameter that is a whole number.
    func integer(_ name: String) throws(SCIMError) -> Int? {
        guard let text = self[name] else { return nil }
        guard let number = Int(text) else { throw .invalidValue("'\(name)' must be a whole number, not \"\(text)\"") }
        return number
    }
}

extension SearchRequest {
    /// Reads the parameters of a GET.
    init(_ parameters: QueryParameters) throws(SCIMError) {
        self.init()
        filter = parameters["filter"]
        sortBy = parameters["sortBy"]
        sortOrder = parameters["sortOrder"]
        startIndex = try parameters.integer("startIndex")
        count = try parameters.integer("count")
        cursor = parameters["cursor"]
        attributes = parameters["attributes"]
        excludedAttributes = parameters["excludedAttributes"]
    }
}

extension Substring.UTF8View {
    /// The text with `+` and `%XX` decoded, or `nil` when that is not UTF-8.
    fileprivate var formDecoded: String? {
        guard contains(where: { $0 == UInt8(ascii: "%") || $0 == UInt8(ascii: "+") }) else {
            return String(Substring(self))
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count)
        var rest = makeIterator()
        while let byte = rest.next() {
            switch byte {
            case UInt8(ascii: "+"):
                bytes.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                guard let high = rest.next()?.hexadecimalDigit, let low = rest.next()?.hexadecimalDigit else {
                    return nil
                }
                bytes.append(high << 4 | low)
            default:
                bytes.append(byte)
            }
        }
        return String(validating: bytes, as: UTF8.self)
    }
}

extension UInt8 {
    fileprivate var hexadecimalDigit: UInt8? {
        switch self {
        case 0x30...0x39: self - 0x30
        case 0x41...0x46, 0x61...0x66: (self | 0x20) - 0x61 + 10
        default: nil
        }
    }
}
