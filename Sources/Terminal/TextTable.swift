/// Rows of text in aligned columns.
package struct TextTable {
    private var rows: [[String]]

    /// A table with titles above its columns.
    package init(_ titles: [String]) {
        rows = [titles]
    }

    /// Adds a row, which has as many texts as there are titles.
    package mutating func append(_ row: [String]) {
        rows.append(row.map(\.shown))
    }
}

extension TextTable: CustomStringConvertible {
    package var description: String {
        let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        return
            rows.map { row in
                let padded = zip(row, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }
                return (padded.dropLast() + row.suffix(1)).joined(separator: "  ")
            }
            .joined(separator: "\n")
    }
}
