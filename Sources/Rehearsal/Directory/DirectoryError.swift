/// What is wrong with a directory file: every mistake with its row, its column and what to change.
package struct DirectoryError: Error, Hashable, Sendable {
    /// One mistake; `line` is that of the file, counted from 1 with the header.
    package struct Problem: Hashable, Sendable {
        package let line: Int
        package let column: String
        package let reason: String
    }

    package private(set) var problems: [Problem]

    init(_ problems: [Problem]) {
        self.problems = problems
    }

    init(line: Int, column: String, _ reason: String) {
        problems = [Problem(line: line, column: column, reason: reason)]
    }
}

extension DirectoryError: CustomStringConvertible {
    package var description: String {
        let shown = problems.prefix(20).map { "row \($0.line), column \($0.column): \($0.reason)" }
        let rest = problems.count - shown.count
        return (shown + (rest > 0 ? ["and \(rest) more"] : [])).joined(separator: "\n")
    }
}
