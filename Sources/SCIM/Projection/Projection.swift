/// Which attributes of a resource an answer has (RFC 7644 §3.9).
package enum Projection: Sendable {
    /// Those that are returned by default.
    case standard
    /// The named ones, and those that are always returned.
    case only([ResolvedName])
    /// Those returned by default but the named ones.
    case excluding([ResolvedName])

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

    private static func names(_ list: String?, of type: ResourceType) -> [ResolvedName]? {
        guard let list, !list.isEmpty else { return nil }
        return list.split(separator: ",")
            .map { item in
                // A value filter behind a name selects nothing here: the attribute is sent whole.
                let name = item.prefix { $0 != "[" }.drop { $0 == " " }
                return type.resolve(name.split(separator: " ").first ?? "")
            }
    }
}
