internal import SCIM

/// The parameters of a query (RFC 7644 §3.4.2, table 4); others are passed over.
struct QueryParameters {
    private var values: [(name: String, value: String)] = []

    /// Decodes a query as forms do: `+` is a space.
    init(_ query: String) throws(SCIMError) {
        guard !query.isEmpty else { return }
        var query = query
        guard let values = query.withUTF8({ unsafe $0.formValues }) else {
            throw .invalidSyntax("the query has percent signs that encode no UTF-8: encode '%' itself as '%25'")
        }
        self.values = values
    }

    var isEmpty: Bool {
        values.isEmpty
    }

    /// The first value of a parameter; names are compared without regard to case.
    subscript(name: String) -> String? {
        // Not by `first(where:)`, which copies each for the question.
        for index in values.indices where values[index].name.equalsIgnoringCase(name) { return values[index].value }
        return nil
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
        guard !parameters.isEmpty else {
            self.init()
            return
        }
        self.init(
            filter: parameters["filter"],
            sortBy: parameters["sortBy"],
            sortOrder: parameters["sortOrder"],
            startIndex: try parameters.integer("startIndex"),
            count: try parameters.integer("count"),
            cursor: parameters["cursor"],
            attributes: parameters["attributes"],
            excludedAttributes: parameters["excludedAttributes"]
        )
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// The names and values of a form, or `nil` when something encoded is not UTF-8; parts without anything do not count.
    fileprivate var formValues: [(name: String, value: String)]? {
        var values: [(name: String, value: String)] = []
        var start = startIndex
        while start < endIndex {
            let end = unsafe self[start...].firstIndex(of: UInt8(ascii: "&")) ?? endIndex
            if start < end {
                let separator = unsafe self[start..<end].firstIndex(of: UInt8(ascii: "=")) ?? end
                guard let name = unsafe UnsafeBufferPointer(rebasing: self[start..<separator]).formDecoded,
                    let value = unsafe UnsafeBufferPointer(rebasing: self[Swift.min(separator + 1, end)..<end])
                        .formDecoded
                else { return nil }
                values.append((name, value))
            }
            start = end + 1
        }
        return values
    }

    /// The text with `+` and `%XX` decoded, or `nil` when that is not UTF-8.
    private var formDecoded: String? {
        unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: count) { decoded in
            var length = 0
            var index = startIndex
            while index < endIndex {
                var byte = unsafe self[index]
                index += 1
                if byte == UInt8(ascii: "+") {
                    byte = UInt8(ascii: " ")
                } else if byte == UInt8(ascii: "%") {
                    guard index + 1 < endIndex, let high = unsafe self[index].hexadecimalDigit,
                        let low = unsafe self[index + 1].hexadecimalDigit
                    else { return nil }
                    byte = high << 4 | low
                    index += 2
                }
                unsafe decoded[length] = byte
                length += 1
            }
            // Not by `String(validating:as:)`, which costs ten times as much for a short text.
            guard let text = unsafe try? UTF8Span(validating: UnsafeBufferPointer(rebasing: decoded[..<length]).span)
            else { return nil }
            return String(copying: text)
        }
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
