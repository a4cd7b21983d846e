package import SCIM

/// An attribute whose value in the application is not what the directory says.
package struct AttributeChange: Sendable {
    package let target: TargetAttribute
    package let old: JSON?
    package let new: JSON
}

extension JSON {
    /// Whether the application's value is the wanted one; servers that keep booleans as text mean the same.
    func isSame(as wanted: JSON) -> Bool {
        guard case .bool(let flag) = wanted, let text = string else { return self == wanted }
        return Bool(ignoringCase: text) == flag
    }
}
