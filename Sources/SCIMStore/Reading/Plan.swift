internal import SCIM
internal import SCIMProvider

/// How a filter is answered: by one index as far as that goes, and by the filter itself for the rest.
struct Plan {
    /// The index that narrows the candidates down, or `nil` to look at all resources of the type.
    let seek: Seek?
    /// What candidates are held against, or `nil` when the index has said all.
    let residual: Filter?

    init(_ filter: Filter?, of type: ResourceType, in network: Network.Key, catalogue: AttributeCatalogue) {
        guard let filter else {
            seek = nil
            residual = nil
            return
        }
        let conjuncts = filter.conjuncts
        let candidates = conjuncts.enumerated()
            .compactMap { index, conjunct in
                conjunct.seek(of: type, in: network, catalogue: catalogue)
                    .map { (index: index, seek: $0.seek, isExact: $0.isExact) }
            }
        guard let best = candidates.min(by: { $0.seek.rank < $1.seek.rank }) else {
            seek = nil
            residual = filter
            return
        }
        seek = best.seek
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
    fileprivate func seek(
        of type: ResourceType,
        in network: Network.Key,
        catalogue: AttributeCatalogue
    ) -> (seek: Seek, isExact: Bool)? {
        switch self {
        case .comparison(let comparison):
            guard
                let seek = Seek(comparison, at: comparison.path, of: type, in: network, catalogue: catalogue)
            else { return nil }
            return (seek, comparison.operator != .startsWith)
        case .anyValue(let path, let filter):
            // A value that satisfies all has, among others, this sub-attribute; which value it is, the filter decides.
            let seeks = filter.conjuncts.compactMap { conjunct -> Seek? in
                guard case .comparison(let comparison) = conjunct else { return nil }
                let whole = AttributePath(
                    extensionURN: path.extensionURN,
                    attribute: path.attribute,
                    subAttribute: comparison.path.attribute
                )
                return Seek(comparison, at: whole, of: type, in: network, catalogue: catalogue)
            }
            return seeks.min { $0.rank < $1.rank }.map { ($0, false) }
        default:
            return nil
        }
    }
}
