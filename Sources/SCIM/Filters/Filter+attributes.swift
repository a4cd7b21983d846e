extension Filter {
    /// The names of the members of a document that the filter looks at: attributes, and URNs of extensions.
    package var attributeNames: [String] {
        var names: [String] = []
        collectNames(into: &names)
        return names
    }

    /// Whether the filter looks at a value that is never returned: who may search it can find it out.
    package var readsSecret: Bool {
        switch self {
        case .and(let filters), .or(let filters): filters.contains(where: \.readsSecret)
        case .not(let filter): filter.readsSecret
        case .comparison(let comparison): comparison.path.isSecret
        case .present(let path): path.isSecret
        case .anyValue(let path, let filter): path.isSecret || filter.readsSecret
        case .nothing: false
        }
    }

    private func collectNames(into names: inout [String]) {
        switch self {
        case .and(let filters), .or(let filters):
            for filter in filters { filter.collectNames(into: &names) }
        case .not(let filter):
            filter.collectNames(into: &names)
        case .comparison(let comparison):
            comparison.path.collectNames(into: &names)
        case .present(let path), .anyValue(let path, _):
            path.collectNames(into: &names)
        case .nothing:
            break
        }
    }
}

extension AttributePath {
    /// The member of a document; `schemas` is made of the extensions that are there, so it needs the whole document.
    fileprivate func collectNames(into names: inout [String]) {
        let name = extensionURN ?? attribute.name
        if !names.contains(name) { names.append(name) }
    }
}
