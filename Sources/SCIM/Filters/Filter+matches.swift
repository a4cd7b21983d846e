extension Filter {
    /// Whether a resource, or a value between brackets, satisfies the filter.
    ///
    /// This is the one definition of what filters mean; stores may only narrow down what it is asked about.
    package func matches(_ source: some AttributeSource) -> Bool {
        var operands = Operands(source)
        return matches(&operands)
    }

    /// Whether the source that the operands are read from satisfies the filter.
    func matches(_ operands: inout Operands) -> Bool {
        switch self {
        case .and(let filters): return filters.allSatisfy { $0.matches(&operands) }
        case .or(let filters): return filters.contains { $0.matches(&operands) }
        case .not(let filter): return !filter.matches(&operands)
        case .comparison(let comparison): return comparison.matches(&operands[comparison.path])
        case .present(let path): return operands[path].isPresent
        case .anyValue(let path, let filter): return operands[path].hasElement(satisfying: filter)
        case .nothing: return false
        }
    }
}

extension Comparison {
    /// `ne` is the opposite of `eq`, also where there is no value or there are several.
    fileprivate func matches(_ operand: inout Operand) -> Bool {
        if case .null = value { return operand.isPresent == (`operator` == .notEqual) }
        guard `operator` == .notEqual else { return holds(`operator`, for: &operand) }
        return !holds(.equal, for: &operand)
    }

    private func holds(_ operator: ComparisonOperator, for operand: inout Operand) -> Bool {
        switch value {
        case .string(let wanted, _):
            operand.texts.contains { `operator`.holds(for: $0, comparedWith: wanted) }
        case .boolean(let wanted):
            operand.values.contains { $0.bool == wanted }
        case .number(let wanted):
            operand.values.contains { value in
                guard case .number(let number) = value else { return false }
                return `operator`.holds(for: number.ordering(to: wanted))
            }
        case .instant(let wanted):
            operand.instants.contains { `operator`.holds(for: Ordering($0, wanted)) }
        case .null:
            false
        }
    }
}

extension ComparisonOperator {
    fileprivate func holds(for text: String, comparedWith wanted: String) -> Bool {
        switch self {
        case .contains: text.containsBytes(of: wanted)
        case .startsWith: text.utf8.starts(with: wanted.utf8)
        case .endsWith: text.utf8.reversed().starts(with: wanted.utf8.reversed())
        case .equal: text.hasSameBytes(as: wanted)
        default: holds(for: Ordering(bytes: text.utf8, wanted.utf8))
        }
    }

    fileprivate func holds(for ordering: Ordering) -> Bool {
        switch self {
        case .equal: ordering == .same
        case .notEqual: ordering != .same
        case .greaterThan: ordering == .after
        case .greaterThanOrEqual: ordering != .before
        case .lessThan: ordering == .before
        case .lessThanOrEqual: ordering != .after
        case .contains, .startsWith, .endsWith: false
        }
    }
}

extension AttributePath {
    /// The values at the end of the path, those of all values of a multi-valued attribute together, or of those that
    /// satisfy a condition.
    package func values(
        in source: some AttributeSource,
        where isWanted: (JSONObject) -> Bool = { _ in true }
    ) -> [JSON] {
        guard let value = source.value(of: attribute, inExtension: extensionURN) else { return [] }
        guard let subAttribute else { return value.elements }
        return value.elements.flatMap { element in
            guard case .object(let object) = element, let sub = object[subAttribute.name], isWanted(object) else {
                return [JSON]()
            }
            return sub.elements
        }
    }
}

extension JSON {
    /// The values of an array, or the value itself.
    fileprivate var elements: [JSON] {
        guard case .array(let values) = self else { return [self] }
        return values
    }
}
