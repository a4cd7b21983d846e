internal import SCIMProvider

/// What gives the keys of the resources that a list is about: one index each.
enum KeySource: Int, CaseIterable {
    /// All resources of a type: network, type.
    case type
    /// One resource: network, identifier, type.
    case identifier
    /// The groups of a member: network, identifier of the member, type.
    case member
    /// Resources by a value: network, index or two indexes, value, and a second value for `startsWith`.
    case equal
    case greaterThan
    case greaterThanOrEqual
    case lessThan
    case lessThanOrEqual
    case startsWith

    /// What the resources are selected by besides.
    struct Form: OptionSet {
        let rawValue: Int

        /// Who must be a member, which is the last value.
        static let namesMember = Form(rawValue: 1)
        /// A value that is in one of two indexes.
        static let ofTwoIndexes = Form(rawValue: 2)
        /// All forms, each at the place of its raw value.
        static let all = (0...3).map { Form(rawValue: $0) }
    }

    /// Which of the keys are taken.
    enum Window: Int, CaseIterable {
        /// All, in order.
        case whole
        /// As many as a limit says behind an offset.
        case offset
        /// As many as a limit says with greater keys than one.
        case after
        /// As many as a limit says with smaller keys than one, the greatest first.
        case before
    }

    /// The query for resources with columns, in the order of their keys.
    ///
    /// Texts are made once: to put one together costs as much as to run it.
    func answers(_ window: Window, _ columns: AnswerColumns, _ form: Form) -> String {
        Self.answers[form.rawValue][columns.rawValue][rawValue * Window.allCases.count + window.rawValue]
    }

    /// The query for the number of resources.
    func count(_ form: Form) -> String {
        Self.counts[form.rawValue][rawValue]
    }

    private static let answers = Form.all.map { form in
        AnswerColumns.choices.map { columns in
            allCases.flatMap { source in Window.allCases.map { source.query(columns.sql, $0, form) } }
        }
    }
    private static let counts = Form.all.map { form in allCases.map { $0.countQuery(form) } }

    private func countQuery(_ form: Form) -> String {
        "SELECT count(\(hasDuplicates(form) ? "DISTINCT \(column)" : "*")) \(rows(form))"
    }

    /// The key at a place among the resources of a type, counted in the index alone: network, type, how many are before.
    static let keyFromStart = "SELECT key \(type.rows([])) ORDER BY key LIMIT 1 OFFSET ?"
    /// The same, counted from the end.
    static let keyFromEnd = "SELECT key \(type.rows([])) ORDER BY key DESC LIMIT 1 OFFSET ?"

    /// The keys come from the index in order, and each is looked up once; `CROSS JOIN` keeps SQLite from turning it round.
    ///
    /// Where the index is one of the resources themselves, SQLite looks up what is on the page alone without being told.
    private func query(_ columns: String, _ window: Window, _ form: Form) -> String {
        let rows = rows(form)
        let conditions =
            switch window {
            // SQLite leaves the order out of a subquery that has no limit.
            case .whole: "ORDER BY \(column) LIMIT -1"
            case .offset: "ORDER BY \(column) LIMIT ? OFFSET ?"
            case .after: "AND \(column) > ? ORDER BY \(column) LIMIT ?"
            case .before: "AND \(column) < ? ORDER BY \(column) DESC LIMIT ?"
            }
        if column == Self.resourceKey { return "SELECT \(columns) \(rows) \(conditions)" }
        return """
            SELECT \(columns)
            FROM (SELECT \(hasDuplicates(form) ? "DISTINCT " : "")\(column) AS selected \(rows) \(conditions)) AS page
            CROSS JOIN resource ON resource.key = page.selected
            """
    }

    private static let resourceKey = "resource.key"

    private var column: String {
        switch self {
        case .type, .identifier: Self.resourceKey
        case .member: "member.groupKey"
        default: "value.resource"
        }
    }

    /// Whether a resource may have several rows.
    private func hasDuplicates(_ form: Form) -> Bool {
        rawValue > Self.equal.rawValue || form.contains(.ofTwoIndexes) && self == .equal
    }

    private func rows(_ form: Form) -> String {
        let rows = selectedRows(form)
        guard form.contains(.namesMember) else { return rows }
        return """
            \(rows) AND EXISTS (
                SELECT 1 FROM member AS other WHERE other.groupKey = \(column) AND other.memberID = ?
            )
            """
    }

    private func selectedRows(_ form: Form) -> String {
        let attribute = form.contains(.ofTwoIndexes) ? "IN (?, ?)" : "= ?"
        let value = "FROM value WHERE network = ? AND attribute \(attribute) AND value"
        return switch self {
        case .type: "FROM resource WHERE network = ? AND type = ?"
        case .identifier: "FROM resource WHERE network = ? AND id = ? AND type = ?"
        case .member:
            """
            FROM member JOIN resource ON resource.key = member.groupKey
            WHERE member.network = ? AND memberID = ? AND type = ?
            """
        case .equal: value + " = ?"
        case .greaterThan: value + " > ?"
        case .greaterThanOrEqual: value + " >= ?"
        case .lessThan: value + " < ?"
        case .lessThanOrEqual: value + " <= ?"
        case .startsWith: value + " BETWEEN ? AND ?"
        }
    }
}
