extension Attribute {
    /// Whether values of the attribute's type can be compared in this way (RFC 7644 §3.4.2.2, table 3).
    func permits(_ operator: ComparisonOperator) -> Bool {
        switch (type, `operator`) {
        case (.complex, _): false
        case (_, .equal), (_, .notEqual): true
        case (.boolean, _): false
        case (.binary, .contains), (.binary, .startsWith), (.binary, .endsWith): true
        case (.binary, _): false
        case (.integer, .contains), (.integer, .startsWith), (.integer, .endsWith): false
        case (.decimal, .contains), (.decimal, .startsWith), (.decimal, .endsWith): false
        default: true
        }
    }

    /// A literal as a value of the attribute's type, or `nil` when it is none.
    func comparisonValue(of literal: FilterLiteral, for operator: ComparisonOperator) -> ComparisonValue? {
        if literal == .null { return `operator` == .equal || `operator` == .notEqual ? .null : nil }
        switch type {
        case .boolean:
            return literal.text.flatMap(Bool.init(ignoringCase:)).map { .boolean($0) }
        case .integer, .decimal:
            guard case .number(let number) = literal else { return nil }
            return .number(number)
        case .dateTime where !`operator`.comparesText:
            return literal.text.flatMap { DateTime($0) }.map { .instant($0) }
        case .string, .reference, .binary, .dateTime:
            return literal.text.map { .string(isCaseExact ? $0 : $0.caseFolded, written: $0) }
        case .complex:
            return nil
        }
    }
}

extension ComparisonOperator {
    /// Whether the comparison is one of letters, whatever the type.
    var comparesText: Bool {
        switch self {
        case .contains, .startsWith, .endsWith: true
        default: false
        }
    }
}

extension Bool {
    /// Reads `true` and `false` in any letter case: Entra writes `"True"` and `"False"`.
    package init?(ignoringCase text: String) {
        if text.equalsIgnoringCase("true") {
            self = true
        } else if text.equalsIgnoringCase("false") {
            self = false
        } else {
            return nil
        }
    }
}
