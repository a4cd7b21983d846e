internal import SCIM

/// Reads comma-separated values (RFC 4180), and knows on which line each row starts.
///
/// SwiftCSV fills up rows that are too short and does not tell where a row stands, so neither mistake could be told.
struct CSVReader {
    /// One row: the line it starts on, counted from 1, and its fields.
    struct Row: Hashable, Sendable {
        let line: Int
        let fields: [String]
    }

    private let bytes: [UInt8]
    private let separator: UInt8
    private var position = 0
    private var line = 1

    init(_ bytes: [UInt8]) {
        // Spreadsheets write a byte order mark, and in many countries semicolons.
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        self.bytes = bytes.starts(with: mark) ? Array(bytes.dropFirst(3)) : bytes
        let header = self.bytes.prefix { $0 != UInt8(ascii: "\n") }
        separator = header.contains(UInt8(ascii: ",")) ? UInt8(ascii: ",") : UInt8(ascii: ";")
    }

    /// All rows that are not empty, the header included.
    consuming func rows() throws(DirectoryError) -> [Row] {
        var rows: [Row] = []
        while position < bytes.count {
            let row = try readRow()
            if row.fields != [""] { rows.append(row) }
        }
        return rows
    }

    private mutating func readRow() throws(DirectoryError) -> Row {
        let start = line
        var fields: [String] = []
        while true {
            fields.append(try readField(of: start, number: fields.count + 1))
            guard position < bytes.count else { break }
            let byte = bytes[position]
            position += 1
            if byte == separator { continue }
            if byte == UInt8(ascii: "\r"), position < bytes.count, bytes[position] == UInt8(ascii: "\n") {
                position += 1
            }
            line += 1
            break
        }
        return Row(line: start, fields: fields)
    }

    private mutating func readField(of row: Int, number: Int) throws(DirectoryError) -> String {
        var field: [UInt8] = []
        if position < bytes.count, bytes[position] == UInt8(ascii: "\"") {
            position += 1
            try readQuoted(into: &field, of: row, number: number)
        } else {
            while position < bytes.count, !isEnd(bytes[position]) {
                field.append(bytes[position])
                position += 1
            }
        }
        guard let text = String(validating: field, as: UTF8.self) else {
            throw DirectoryError(line: row, column: "number \(number)", "is not UTF-8: save the file as CSV UTF-8")
        }
        return text
    }

    private mutating func readQuoted(into field: inout [UInt8], of row: Int, number: Int) throws(DirectoryError) {
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            if byte == UInt8(ascii: "\n") { line += 1 }
            guard byte == UInt8(ascii: "\"") else {
                field.append(byte)
                continue
            }
            guard position < bytes.count, bytes[position] == byte else {
                guard position == bytes.count || isEnd(bytes[position]) else {
                    throw DirectoryError(
                        line: row,
                        column: "number \(number)",
                        "goes on after its closing quotation mark: double the quotation marks inside of it"
                    )
                }
                return
            }
            field.append(byte)
            position += 1
        }
        throw DirectoryError(line: row, column: "number \(number)", "has no closing quotation mark")
    }

    private func isEnd(_ byte: UInt8) -> Bool {
        byte == separator || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
    }
}
