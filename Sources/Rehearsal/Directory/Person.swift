internal import SCIM

/// A person of the directory: one row of its file.
package struct Person: Hashable, Sendable {
    /// The line of the row, for messages.
    package let line: Int
    /// What stays when names change: `objectId`, or `userPrincipalName` in files that have none.
    package let id: String
    private let cells: [String: String]

    init(line: Int, cells: [String: String]) {
        self.line = line
        self.cells = cells
        id = cells["objectId"] ?? cells["userPrincipalName"] ?? ""
    }

    /// The text of a column, or `nil` when the cell is empty.
    package subscript(column: String) -> String? {
        cells[column]
    }

    /// The values of a column of the kind `list`.
    package func list(_ column: String) -> [String] {
        (cells[column] ?? "").split(separator: ";").map { $0.trimmingSpaces }.filter { !$0.isEmpty }
    }

    /// The value of a column of the kind `boolean`.
    package func flag(_ column: String, default: Bool) -> Bool {
        cells[column].flatMap { Bool(ignoringCase: $0) } ?? `default`
    }

    /// What reports call the person.
    package var name: String {
        cells["userPrincipalName"] ?? id
    }
}

extension Substring {
    fileprivate var trimmingSpaces: String {
        let start = drop { $0 == " " }
        return String(start.reversed().drop { $0 == " " }.reversed())
    }
}
