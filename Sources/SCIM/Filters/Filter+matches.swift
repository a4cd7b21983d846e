extension Filter {
    /// Whether a resource, or a value between brackets, satisfies the filter.
    ///
    /// This is the one definition of what filters mean; stores may only narrow down what it is asked about.
    package func matches(_ source: some AttributeSource) -> Bool {
        switch self {
        case .and(let filters): filters.allSatisfy { $0.matches(source) }
        case .or(let filters): filters.contains { $0.matches(source) }
        case .not(let filter): !filter.matches(source)
        case .comparison(let comparison): comparison.matches(source)
        case .present(let path): path.values(in: source).contains(where: \.isPresent)
        case .anyValue(let path, let filter):
            path.values(in: source)
                .contains { value in
                    guard case .object(let object) = value else { return false }
                    return filter.matches(object)
                }
        case .nothing: false
        }
    }
}

extension Comparison {
    /// `ne` is the opposite of `eq`, also where there is no value or there are several.
    fileprivate func matches(_ source: some AttributeSource) -> Bool {
        if value == .null {
            let isPresent = path.values(in: source).contains(where: \.isPresent)
            return isPresent == (`operator` == .notEqual)
        }
        let isExact = path.leaf.isCaseExact
        guard `operator` == .notEqual else {
            return path.values(in: source).contains { holds(`operator`, for: $0, isCaseExact: isExact) }
        }
        return !path.values(in: source).contains { holds(.equal, for: $0, isCaseExact: isExact) }
    }

    private func holds(_ operator: ComparisonOperator, for json: JSON, isCaseExact: Bool) -> Bool {
        switch (value, json) {
        case (.string(let wanted, _), .string(let text)):
            `operator`.holds(for: isCaseExact ? text : text.caseFolded, comparedWith: wanted)
        case (.boolean(let wanted), .bool(let flag)):
            flag == wanted
        case (.number(let wanted), .number(let number)):
            `operator`.holds(for: number.ordering(to: wanted))
        case (.instant(let wanted), .string(let text)):
            DateTime(text).map { `operator`.holds(for: Ordering($0, wanted)) } ?? false
        default:
            false
        }
    }
}

extension ComparisonOperator {
    fileprivate func holds(for text: String, comparedWith wanted: String) -> Bool {
        switch self {
        case .contains: text.utf8.contains(wanted.utf8)
        case .startsWith: text.utf8.starts(with: wanted.utf8)
        case .endsWith: text.utf8.reversed().starts(with: wanted.utf8.reversed())
        case .equal: text.utf8.elementsEqual(wanted.utf8)
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
    /// The values at the end of the path, those of all values of a multi-valued attribute together.
    package func values(in source: some AttributeSource) -> [JSON] {
        guard let value = source.value(of: attribute, inExtension: extensionURN) else { return [] }
        guard let subAttribute else { return value.elements }
        return value.elements.flatMap { element in
            guard case .object(let object) = element, let sub = object[subAttribute.name] else { return [JSON]() }
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

    /// Whether `pr` counts the value: not null, not empty text, and some present value in what is compound.
    fileprivate var isPresent: Bool {
        switch self {
        case .null: false
        case .bool, .number: true
        case .string(let text): !text.isEmpty
        case .array(let values): values.contains(where: \.isPresent)
        case .object(let object): object.members.contains { $0.value.isPresent }
        }
    }
}
