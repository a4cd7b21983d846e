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
        var member: (selection: Selection, answered: Int?)?
        let conjuncts = filter.conjuncts
        for (index, conjunct) in conjuncts.enumerated() {
            guard let (selection, isExact) = conjunct.selection(of: type, in: network, catalogue: catalogue) else {
                continue
            }
            if selection.source == .member, member == nil {
                member = (selection, isExact ? index : nil)
            } else if selection.leavesFewer(than: best?.selection) {
                best = (selection, isExact ? index : nil)
            }
        }
        if let found = member, best?.selection.leavesMany ?? true {
            best = (found.selection, found.answered)
            member = nil
        }
        // A few resources are asked one by one whether somebody is a member, however many members they have.
        if let member { best?.selection.require(memberOf: member.selection) }
        selection = best?.selection ?? .all(of: type, in: network)
        let answered = (best?.answered, member?.answered)
        guard answered != (nil, nil) else {
            residual = filter
            return
        }
        let rest = conjuncts.indices.filter { $0 != answered.0 && $0 != answered.1 }
        residual = rest.isEmpty ? nil : .and(rest.map { conjuncts[$0] })
    }
}

extension Plan {
    /// Whether the candidates' members are looked through.
    func readsMembers(of type: ResourceType) -> Bool {
        guard let residual, let attribute = type.memberAttribute else { return false }
        return residual.attributeNames.contains(attribute.name)
    }
}

extension Filter {
    /// The filters that all must hold.
    fileprivate var conjuncts: [Filter] {
        guard case .and(let filters) = self else { return [self] }
        return filters.contains { if case .and = $0 { true } else { false } } ? filters.flatMap(\.conjuncts) : filters
    }

    /// An index for the filter, and whether the index alone decides it.
    fileprivate func selection(
        of type: ResourceType,
        in network: Network.Key,
        catalogue: AttributeCatalogue
    ) -> (selection: Selection, isExact: Bool)? {
        switch self {
        case .comparison(let comparison):
            let selection = Selection(comparison, at: comparison.path, of: type, in: network, catalogue: catalogue)
            return selection.map { ($0, $0.isExact) }
        case .anyValue(let path, let filter):
            // A value that satisfies all has, among others, this sub-attribute; which value it is, the filter decides
            // unless the index has that kind alone.
            let conjuncts = filter.conjuncts
            let kind = conjuncts.lazy.compactMap(\.kind).first
            var best: (selection: Selection, isExact: Bool)?
            for case .comparison(let comparison) in conjuncts {
                let whole = AttributePath(
                    extensionURN: path.extensionURN,
                    attribute: path.attribute,
                    subAttribute: comparison.path.attribute
                )
                let selection = Selection(
                    comparison,
                    at: whole,
                    of: type,
                    kind: kind,
                    in: network,
                    catalogue: catalogue
                )
                guard let selection, selection.leavesFewer(than: best?.selection) else { continue }
                let isAll = conjuncts.count == 2 && kind != nil && kind == whole.leaf.indexedKind
                best = (selection, isAll && selection.isExact)
            }
            return best
        default:
            return nil
        }
    }

    /// The kind of the values that can satisfy the filter, when it is a comparison of their `type`.
    private var kind: String? {
        guard case .comparison(let comparison) = self, comparison.path.attribute.isLabel, comparison.operator == .equal,
            case .string(let text, _) = comparison.value
        else { return nil }
        return text
    }
}
