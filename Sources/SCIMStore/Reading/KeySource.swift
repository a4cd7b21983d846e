internal import SCIMProvider

/// What gives the keys of the resources that a list is about: one index each.
enum KeySource: Int, CaseIterable {
    /// All resources of a type: network, type.
    case type
    /// One resource: network, identifier, type.
    case identifier
    /// The groups of a member: network, identifier of the member, type.
    case member
    /// Resources by a value: network, attribute, value, and a second value for `startsWith`.
    case equal
    case greaterThan
    case greaterThanOrEqual
    case lessThan
    case lessThanOrEqual
    case startsWith

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
    /// With `namesMember`, it is for those that have a member besides. Texts are made once: to put one together costs as
    /// much as to run it.
    func answers(_ window: Window, _ columns: AnswerColumns, namesMember: Bool) -> String {
        let texts = (namesMember ? Self.answersWithMember : Self.answers)[columns.rawValue]
        return texts[rawValue * Window.allCases.count + window.rawValue]
    }

    /// The query for the number of resources.
    func count(namesMember: Bool) -> String {
        (namesMember ? Self.countsWithMember : Self.counts)[rawValue]
    }

    private static let answers = AnswerColumns.choices.map { queries($0) }
    private static let answersWithMember = AnswerColumns.choices.map { queries($0, namesMember: true) }
    private static let counts = allCases.map { $0.countQuery(namesMember: false) }
    private static let countsWithMember = allCases.map { $0.countQuery(namesMember: true) }

    private static func queries(_ columns: AnswerColumns, namesMember: Bool = false) -> [String] {
        allCases.flatMap { source in Window.allCases.map { source.query(columns.sql, $0, namesMember) } }
    }

    private func countQuery(namesMember: Bool) -> String {
        "SELECT count(\(hasDuplicates ? "DISTINCT \(column)" : "*")) \(rows(namesMember))"
    }

    /// The key at a place among the resources of a type, counted in the index alone: network, type, how many are before.
    static let keyFromStart = "SELECT key \(type.rows(false)) ORDER BY key LIMIT 1 OFFSET ?"
    /// The same, counted from the end.
    static let keyFromEnd = "SELECT key \(type.rows(false)) ORDER BY key DESC LIMIT 1 OFFSET ?"

    /// The keys come from the index in order, and each is looked up once; `CROSS JOIN` keeps SQLite from turning it round.
    ///
    /// Where the index is one of the resources themselves, SQLite looks up what is on the page alone without being told.
    private func query(_ columns: String, _ window: Window, _ namesMember: Bool) -> String {
        let rows = rows(namesMember)
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
            FROM (SELECT \(hasDuplicates ? "DISTINCT " : "")\(column) AS selected \(rows) \(conditions)) AS page
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
    private var hasDuplicates: Bool {
        rawValue > Self.equal.rawValue
    }

    private func rows(_ namesMember: Bool) -> String {
        guard namesMember else { return rows }
        return """
            \(rows) AND EXISTS (
                SELECT 1 FROM member AS other WHERE other.groupKey = \(column) AND other.memberID = ?
            )
            """
    }

    private var rows: String {
        let value = "FROM value WHERE network = ? AND attribute = ? AND value"
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
