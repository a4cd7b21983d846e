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
        var best: (selection: Selection, answered: Int?)?
        let conjuncts = filter.conjuncts
        for (index, conjunct) in conjuncts.enumerated() {
            guard let (selection, isExact) = conjunct.selection(of: type, in: network, catalogue: catalogue),
                selection.leavesFewer(than: best?.selection)
            else { continue }
            best = (selection, isExact ? index : nil)
        }
        selection = best?.selection ?? .all(of: type, in: network)
        guard let answered = best?.answered else {
            residual = filter
            return
        }
        var rest = conjuncts
        rest.remove(at: answered)
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
            var best: Selection?
            for case .comparison(let comparison) in filter.conjuncts {
                let whole = AttributePath(
                    extensionURN: path.extensionURN,
                    attribute: path.attribute,
                    subAttribute: comparison.path.attribute
                )
                guard let selection = Selection(comparison, at: whole, of: type, in: network, catalogue: catalogue),
                    selection.leavesFewer(than: best)
                else { continue }
                best = selection
            }
            return best.map { ($0, false) }
        default:
            return nil
        }
    }
}
