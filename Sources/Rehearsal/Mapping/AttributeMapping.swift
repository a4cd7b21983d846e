internal import SCIM

/// Where one attribute of the application comes from.
package struct AttributeMapping: Hashable, Sendable {
    package let target: TargetAttribute
    package let source: Expression
    /// When the attribute is used to find whom the application has already; the lowest is tried first.
    package let precedence: Int?

    /// The value for somebody, of the attribute's type, or `nil` when there is none.
    func value(_ attribute: (String) -> String?) throws(EvaluationError) -> JSON? {
        guard let text = try source.value(attribute), !text.isEmpty else { return nil }
        guard target.isBoolean else { return .string(text) }
        guard let flag = Bool(ignoringCase: text) else {
            throw EvaluationError("'\(target.text)' is a boolean, and its expression gives '\(text)'")
        }
        return .bool(flag)
    }
}
