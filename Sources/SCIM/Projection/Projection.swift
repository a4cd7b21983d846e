/// Which attributes of a resource an answer has (RFC 7644 §3.9).
package enum Projection: Sendable {
    /// Those that are returned by default.
    case standard
    /// The named ones, and those that are always returned.
    case only(Set<ResolvedName>)
    /// Those returned by default but the named ones.
    case excluding(Set<ResolvedName>)

    /// Reads the parameters `attributes` and `excludedAttributes`, names with commas between them.
    ///
    /// Names that the type does not have are passed over. Where both are given, `attributes` decides.
    package init(attributes: String?, excludedAttributes: String?, of type: ResourceType) {
        if let names = Projection.names(attributes, of: type) {
            self = .only(names)
        } else if let names = Projection.names(excludedAttributes, of: type) {
            self = .excluding(names)
        } else {
            self = .standard
        }
    }

    /// Whether a client named the attributes that it wants.
    package var isOfNames: Bool {
        if case .only = self { true } else { false }
    }

    private static func names(_ list: String?, of type: ResourceType) -> Set<ResolvedName>? {
        guard let list, !list.isEmpty else { return nil }
        // A set: each resource of an answer is held against it, and a client may write a name as often as it likes.
        return list.parts(separatedBy: UInt8(ascii: ","))
            .reduce(into: []) { names, item in
                // A value filter behind a name selects nothing here: the attribute is sent whole.
                let name = item.utf8.prefix { $0 != UInt8(ascii: "[") }.drop { $0 == UInt8(ascii: " ") }
                names.insert(type.resolve(String(Substring(name.prefix { $0 != UInt8(ascii: " ") }))))
            }
    }
}
