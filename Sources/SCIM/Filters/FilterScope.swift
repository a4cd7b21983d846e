/// What the names of a filter are looked up in.
package enum FilterScope: Sendable {
    /// Resources of one type.
    case resource(ResourceType)
    /// Resources of one of many types; a name that it does not have matches nothing (RFC 7644 §3.4.2.1).
    case oneOfMany(ResourceType)
    /// The values of a complex attribute, between brackets.
    case value(of: Attribute)

    /// The attribute of a name, or `nil` when there is none.
    func resolve(_ name: String) -> AttributePath? {
        switch self {
        case .resource(let type), .oneOfMany(let type):
            guard case .attribute(let path) = type.resolve(name) else { return nil }
            return path
        case .value(let attribute):
            return attribute.subAttribute(named: name).map { AttributePath(attribute: $0) }
        }
    }

    /// What error texts call it.
    var name: String {
        switch self {
        case .resource(let type), .oneOfMany(let type): type.name
        case .value(let attribute): attribute.name
        }
    }

    var isOneOfMany: Bool {
        guard case .oneOfMany = self else { return false }
        return true
    }
}
