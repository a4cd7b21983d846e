/// An index that stores keep: the values at a path of a type's resources.
///
/// One kind of values may have an index to itself, as the addresses for work have; then another one holds the others. So
/// each value has one entry, and an index tells of its kind all there is to know.
///
/// A class, because each value of a resource that is written has one.
package final class ValueIndex: Sendable {
    package let path: AttributePath
    /// The definition of the values.
    package let leaf: Attribute
    /// The `type` of the values, case-folded; `nil` when the index holds all that no other one does.
    package let kind: String?

    private init(path: AttributePath, kind: String?) {
        self.path = path
        leaf = path.leaf
        self.kind = kind
    }

    /// The indexes of the values at a path.
    static func all(of path: AttributePath) -> [ValueIndex] {
        let rest = ValueIndex(path: path, kind: nil)
        return path.leaf.indexedKind.map { [rest, ValueIndex(path: path, kind: $0)] } ?? [rest]
    }

    /// Whether values of a kind can be in the index, or values of any kind without one.
    package func canHold(_ wanted: String?) -> Bool {
        guard let wanted, let own = leaf.indexedKind else { return true }
        return (wanted == own) == (kind == own)
    }

    /// The values of a resource that the index holds.
    func values(in resource: Resource) -> [JSON] {
        guard let own = leaf.indexedKind, let label = path.attribute.label else {
            return path.values(in: resource)
        }
        return path.values(in: resource) { ($0[label.name].flatMap(label.comparedText) == own) == (kind == own) }
    }
}

extension ValueIndex: Hashable {
    package static func == (one: ValueIndex, other: ValueIndex) -> Bool {
        // Most differ in what comes first.
        one === other || one.leaf === other.leaf && one.kind == other.kind && one.path == other.path
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(leaf)
        hasher.combine(kind)
    }
}

extension ValueIndex: CustomStringConvertible {
    /// The values as filters name them: `userName`, `emails[type eq "work"].value`.
    package var description: String {
        guard let kind, let label = path.attribute.label else { return path.description }
        let whole = AttributePath(extensionURN: path.extensionURN, attribute: path.attribute)
        return "\(whole)[\(label.name) eq \"\(kind)\"].\(leaf.name)"
    }
}

extension Attribute {
    /// Text in the form that filters compare.
    fileprivate func comparedText(_ json: JSON) -> String? {
        guard case .string(let text, _)? = indexedValue(of: json) else { return nil }
        return text
    }
}
