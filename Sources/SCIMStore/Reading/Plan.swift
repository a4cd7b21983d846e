internal import SCIM
internal import SCIMProvider

/// How a filter is answered: by one index as far as that goes, and by the filter itself for the rest.
struct Plan {
    /// The resources that can satisfy the filter, as far as one index tells.
    let selection: Selection
    /// What candidates are held against, or `nil` when the index has said all.
    let residual: Filter?

    init(_ filter: Filter?, of type: ResourceType, in network: Network.Key, catalogue: AttributeCatalogue) {
        guard let filter else {
            selection = .all(of: type, in: network)
            residual = nil
            return
        }
        let conjuncts = filter.conjuncts
        let candidates = conjuncts.enumerated()
            .compactMap { index, conjunct in
                conjunct.selection(of: type, in: network, catalogue: catalogue)
                    .map { (index: index, selection: $0.selection, isExact: $0.isExact) }
            }
        guard let best = candidates.min(by: { $0.selection.rank < $1.selection.rank }) else {
            selection = .all(of: type, in: network)
            residual = filter
            return
        }
        selection = best.selection
        let rest = conjuncts.enumerated().filter { $0.offset != best.index || !best.isExact }.map(\.element)
        residual = rest.isEmpty ? nil : .and(rest)
    }
}

extension Filter {
    /// The filters that all must hold.
    fileprivate var conjuncts: [Filter] {
        guard case .and(let filters) = self else { return [self] }
        return filters.flatMap(\.conjuncts)
    }

    /// An index for the filter, and whether the index alone decides it.
    fileprivate func selection(
        of type: ResourceType,
        in network: Network.Key,
        catalogue: AttributeCatalogue
    ) -> (selection: Selection, isExact: Bool)? {
        switch self {
        case .comparison(let comparison):
            guard
                let selection = Selection(comparison, at: comparison.path, of: type, in: network, catalogue: catalogue)
            else { return nil }
            return (selection, selection.source != .startsWith)
        case .anyValue(let path, let filter):
            // A value that satisfies all has, among others, this sub-attribute; which value it is, the filter decides.
            let selections = filter.conjuncts.compactMap { conjunct -> Selection? in
                guard case .comparison(let comparison) = conjunct else { return nil }
                let whole = AttributePath(
                    extensionURN: path.extensionURN,
                    attribute: path.attribute,
                    subAttribute: comparison.path.attribute
                )
                return Selection(comparison, at: whole, of: type, in: network, catalogue: catalogue)
            }
            return selections.min { $0.rank < $1.rank }.map { ($0, false) }
        default:
            return nil
        }
    }
}
