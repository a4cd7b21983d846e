internal import SCIM

extension Filter {
    /// The filter as RFC 7644 §3.4.2.2 writes it.
    var text: String {
        switch self {
        case .and(let filters): filters.map(\.term).joined(separator: " and ")
        case .or(let filters): filters.map(\.term).joined(separator: " or ")
        case .not(let filter): "not (\(filter.text))"
        case .comparison(let comparison):
            "\(comparison.path) \(comparison.operator.rawValue) \(comparison.value.text)"
        case .present(let path): "\(path) pr"
        case .anyValue(let path, let filter): "\(path)[\(filter.text)]"
        case .nothing: "nobodyHasThis pr"
        }
    }

    /// The filter as one of several that `and` or `or` join.
    private var term: String {
        switch self {
        case .and, .or: "(\(text))"
        default: text
        }
    }
}

extension ComparisonValue {
    fileprivate var text: String {
        switch self {
        case .string(_, let written): String(decoding: JSON.string(written).bytes, as: UTF8.self)
        case .boolean(let flag): flag ? "true" : "false"
        case .number(let number): number.text
        case .instant(let instant): "\"\(instant.text)\""
        case .null: "null"
        }
    }
}

extension DateTime {
    /// The instant to the microsecond, of which `meta` shows milliseconds.
    fileprivate var text: String {
        let microsecond = (microseconds % 1_000 + 1_000) % 1_000
        return "\(description.dropLast())\(microsecond / 100)\(microsecond / 10 % 10)\(microsecond % 10)Z"
    }
}
