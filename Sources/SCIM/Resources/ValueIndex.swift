/// An index that stores keep: the values at a path of a type's resources.
///
/// One kind of values may have an index to itself, as the addresses for work have; then another one holds the others. So
/// each value has one entry, and an index tells of its kind all there is to know.
package struct ValueIndex: Hashable, Sendable {
    package let path: AttributePath
    /// The `type` of the values, case-folded; `nil` when the index holds all that no other one does.
    package let kind: String?

    /// The indexes of the values at a path.
    static func all(of path: AttributePath) -> [ValueIndex] {
        let kinds = path.leaf.indexedKind.map { [nil, $0] } ?? [nil]
        return kinds.map { ValueIndex(path: path, kind: $0) }
    }

    /// Whether values of a kind can be in the index, or values of any kind without one.
    package func canHold(_ wanted: String?) -> Bool {
        guard let wanted, let own = path.leaf.indexedKind else { return true }
        return (wanted == own) == (kind == own)
    }

    /// The values of a resource that the index holds.
    func values(in resource: Resource) -> [JSON] {
        guard let own = path.leaf.indexedKind, let label = path.attribute.label else {
            return path.values(in: resource)
        }
        return path.values(in: resource) { ($0[label.name].flatMap(label.text) == own) == (kind == own) }
    }
}

extension ValueIndex: CustomStringConvertible {
    /// The values as filters name them: `userName`, `emails[type eq "work"].value`.
    package var description: String {
        guard let kind, let label = path.attribute.label else { return path.description }
        let whole = AttributePath(extensionURN: path.extensionURN, attribute: path.attribute)
        return "\(whole)[\(label.name) eq \"\(kind)\"].\(path.leaf.name)"
    }
}

extension Attribute {
    /// Text in the form that filters compare.
    fileprivate func text(_ json: JSON) -> String? {
        guard case .string(let text, _)? = indexedValue(of: json) else { return nil }
        return text
    }
}
