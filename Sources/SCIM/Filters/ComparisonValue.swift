/// The right side of a comparison, made ready for the type of the attribute on its left.
package enum ComparisonValue: Hashable, Sendable {
    /// Text in the form that is compared, which is case-folded unless the attribute is `caseExact`, and as written.
    case string(String, written: String)
    case boolean(Bool)
    case number(JSONNumber)
    case instant(DateTime)
    /// The absence of a value.
    case null
}
