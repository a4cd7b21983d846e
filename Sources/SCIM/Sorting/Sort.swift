/// The order that a client asks for (RFC 7644 §3.4.2.3).
package struct Sort: Hashable, Sendable {
    package let path: AttributePath
    package let isDescending: Bool

    /// Reads `sortBy` and `sortOrder`.
    package init(by name: String, order: String?, for type: ResourceType) throws(SCIMError) {
        guard case .attribute(let path) = type.resolve(name) else {
            throw .invalidPath("'sortBy' names '\(name)', which is not an attribute of a \(type.name)")
        }
        guard path.comparable.leaf.type != .complex else {
            throw .invalidPath("'sortBy' names '\(name)', which is complex: name one of its sub-attributes")
        }
        // The order alone would tell what the value is.
        guard !path.comparable.isSecret else {
            throw .invalidPath("'sortBy' names '\(name)', which is never told")
        }
        self.path = path.comparable
        switch order?.lowercased() {
        case nil, "", "ascending": isDescending = false
        case "descending": isDescending = true
        case let other?: throw .invalidValue("'sortOrder' must be ascending or descending, not '\(other)'")
        }
    }

    /// What a resource is ordered by: the primary value of a list, or its first.
    package func key(of source: some AttributeSource) -> SortKey {
        guard let value = source.value(of: path.attribute, inExtension: path.extensionURN) else { return .missing }
        let element: JSON
        if case .array(let values) = value {
            guard let chosen = values.first(where: \.isPrimary) ?? values.first else { return .missing }
            element = chosen
        } else {
            element = value
        }
        guard let subAttribute = path.subAttribute else { return path.leaf.sortKey(of: element) }
        return element.object?[subAttribute.name].map { path.leaf.sortKey(of: $0) } ?? .missing
    }
}

extension Attribute {
    fileprivate func sortKey(of json: JSON) -> SortKey {
        switch indexedValue(of: json) {
        case .string(let text, _): .text(text)
        case .boolean(let flag): .number(flag ? 1 : 0)
        case .number(let number): .number(number.double)
        case .instant(let instant): .number(Double(instant.microseconds))
        case .null, nil: .missing
        }
    }
}
