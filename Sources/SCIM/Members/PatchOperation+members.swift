extension PatchOperation {
    /// The operation as a change of members, or `nil` when it is on another attribute.
    func memberChange(of attribute: Attribute?) throws(SCIMError) -> MemberChange? {
        guard let attribute else { return nil }
        switch target {
        case .attribute(let path) where path.attribute == attribute:
            return try memberChange()
        case .values(let path, let filter) where path.attribute == attribute:
            return try memberChange(where: filter, path: path)
        default:
            return nil
        }
    }

    private func memberChange() throws(SCIMError) -> MemberChange {
        let members = try (value?.array ?? []).members()
        switch kind {
        case .add: return .add(members)
        case .replace: return .replace(members)
        // Without a list, all go; with one, Entra means those and no others.
        case .remove: return value == nil ? .replace([]) : .remove(members.map(\.id))
        }
    }

    private func memberChange(where filter: Filter?, path: AttributePath) throws(SCIMError) -> MemberChange {
        guard kind == .remove, path.subAttribute == nil, let filter else {
            guard kind == .add, path.subAttribute == nil, let member = value.flatMap({ Member($0) }) else {
                throw .mutability("a member cannot be changed: remove it and add another")
            }
            return .add([member])
        }
        // It is made for each answer, of the address by which the client has come.
        guard !filter.attributeNames.contains("$ref") else {
            throw .invalidFilter("members are not found by their '$ref': remove a member by its 'value'")
        }
        guard let ids = filter.namedIDs else { return .removeMatching(filter) }
        return .remove(ids)
    }
}

extension Filter {
    /// The identifiers that a filter of nothing but `value eq` names.
    fileprivate var namedIDs: [String]? {
        switch self {
        case .comparison(let comparison):
            guard comparison.path.attribute.name == "value", comparison.operator == .equal,
                case .string(_, let written) = comparison.value
            else { return nil }
            return [written]
        case .or(let filters):
            return filters.reduce([]) { ids, filter in
                guard let ids, let more = filter.namedIDs else { return nil }
                return ids + more
            }
        default:
            return nil
        }
    }
}
