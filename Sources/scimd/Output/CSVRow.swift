/// A row of a file of comma-separated values (RFC 4180), for spreadsheets.
struct CSVRow {
    let values: [String?]

    /// The row with its line break; what is not there is an empty field.
    var bytes: [UInt8] {
        var bytes: [UInt8] = []
        for (index, value) in values.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            if let value { append(value, to: &bytes) }
        }
        bytes.append(contentsOf: "\r\n".utf8)
        return bytes
    }

    private func append(_ value: String, to bytes: inout [UInt8]) {
        // Spreadsheets calculate what begins so, and users choose their names themselves: an apostrophe makes it text.
        let isFormula = value.utf8.first.map { "=+-@\t\r".utf8.contains($0) } ?? false
        let text = isFormula ? "'" + value : value
        guard text.utf8.contains(where: { ",\"\r\n".utf8.contains($0) }) else {
            return bytes.append(contentsOf: text.utf8)
        }
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            if byte == UInt8(ascii: "\"") { bytes.append(byte) }
            bytes.append(byte)
        }
        bytes.append(UInt8(ascii: "\""))
    }
}
