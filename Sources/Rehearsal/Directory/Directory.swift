internal import SCIM

/// The people an identity provider knows, as a file of comma-separated values tells.
package struct Directory: Sendable {
    /// Everybody, in the order of the rows.
    package let people: [Person]
    private let byName: [String: Int]

    /// Reads a file, or tells every mistake in it.
    package init(parsing bytes: [UInt8]) throws(DirectoryError) {
        let rows = try CSVReader(bytes).rows()
        guard let header = rows.first else {
            throw DirectoryError(line: 1, column: "userPrincipalName", "is missing: the file is empty")
        }
        let columns = try Self.columns(of: header)
        var problems: [DirectoryError.Problem] = []
        var people: [Person] = []
        for row in rows.dropFirst() {
            people.append(Self.person(of: row, columns, &problems))
        }
        byName = Self.index(people, &problems)
        guard problems.isEmpty else { throw DirectoryError(problems) }
        self.people = people
    }

    /// The person that a cell names: by `objectId` or by `userPrincipalName` in any letter case.
    package func person(named name: String) -> Person? {
        byName[name.caseFolded].map { people[$0] }
    }

    private static func columns(of header: CSVReader.Row) throws(DirectoryError) -> [Column] {
        var columns: [Column] = []
        var problems: [DirectoryError.Problem] = []
        for name in header.fields {
            guard let column = Column.named(name) else {
                let known = Column.all.map(\.name).joined(separator: ", ")
                let reason = "is not known: remove it, or call it one of \(known)"
                problems.append(.init(line: header.line, column: "'\(name)'", reason: reason))
                continue
            }
            if columns.contains(column) {
                problems.append(.init(line: header.line, column: name, reason: "is there twice: remove one"))
            }
            columns.append(column)
        }
        if problems.isEmpty, !columns.contains(where: { $0.name == "userPrincipalName" }) {
            let reason = "is missing: it tells people apart"
            problems.append(.init(line: header.line, column: "userPrincipalName", reason: reason))
        }
        guard problems.isEmpty else { throw DirectoryError(problems) }
        return columns
    }

    private static func person(
        of row: CSVReader.Row,
        _ columns: [Column],
        _ problems: inout [DirectoryError.Problem]
    ) -> Person {
        if row.fields.count != columns.count {
            let reason =
                "is where the row ends, with \(row.fields.count) cells instead of \(columns.count): "
                + "put quotation marks around cells that contain the separator"
            let last = columns[min(row.fields.count, columns.count - 1)].name
            problems.append(.init(line: row.line, column: last, reason: reason))
        }
        var cells: [String: String] = [:]
        for (column, text) in zip(columns, row.fields) where !text.isEmpty {
            if column.kind == .boolean, Bool(ignoringCase: text) == nil {
                let reason = "is '\(text)': write true or false"
                problems.append(.init(line: row.line, column: column.name, reason: reason))
            }
            cells[column.name] = text
        }
        if cells["userPrincipalName"] == nil {
            let reason = "is empty: everybody needs one"
            problems.append(.init(line: row.line, column: "userPrincipalName", reason: reason))
        }
        return Person(line: row.line, cells: cells)
    }

    /// Where each person stands, by both names; two people of one name are a mistake.
    private static func index(_ people: [Person], _ problems: inout [DirectoryError.Problem]) -> [String: Int] {
        var index: [String: Int] = [:]
        for (position, person) in people.enumerated() {
            for column in ["objectId", "userPrincipalName"] {
                guard let name = person[column] else { continue }
                let other = index.updateValue(position, forKey: name.caseFolded)
                guard let other, other != position else { continue }
                let reason = "is '\(name)', as in row \(people[other].line): nobody else may have it"
                problems.append(.init(line: person.line, column: column, reason: reason))
            }
        }
        return index
    }
}
