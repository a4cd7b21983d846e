internal import SCIM

/// A value that a statement is given.
enum SQLValue: Hashable, Sendable {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)
    /// Text that is at hand as UTF-8.
    case utf8([UInt8])
    case blob([UInt8])
}

extension SQLValue {
    init(_ text: String?) {
        self = text.map { .text($0) } ?? .null
    }

    init(utf8 bytes: [UInt8]?) {
        self = bytes.map { .utf8($0) } ?? .null
    }

    init(_ integer: Int64?) {
        self = integer.map { .integer($0) } ?? .null
    }

    init(_ instant: DateTime?) {
        self.init(instant?.microseconds)
    }

    /// The form in the table `value`, or `nil` for the absence of a value, which has no row there.
    init?(_ value: ComparisonValue) {
        switch value {
        case .string(let text, _): self = .text(text)
        case .boolean(let flag): self = .integer(flag ? 1 : 0)
        case .number(let number): self = number.integer.map { .integer($0) } ?? .real(number.double)
        case .instant(let instant): self = .integer(instant.microseconds)
        case .null: return nil
        }
    }
}
