internal import SCIM
internal import SCIMProvider

/// The resources that one index tells.
struct Selection {
    let source: KeySource
    /// What the source is given.
    private(set) var values: [SQLValue]
    private(set) var form: KeySource.Form = []
    /// How few resources are expected: the lowest rank is chosen.
    let rank: Int

    /// Whether all the resources satisfy the comparison.
    var isExact: Bool {
        source != .startsWith
    }

    /// Whether it may be a large part of all resources.
    var leavesMany: Bool {
        rank >= Self.rankOfMany
    }

    /// Whether fewer resources are expected than of another one, if there is one.
    func leavesFewer(than other: Selection?) -> Bool {
        other.map { rank < $0.rank } ?? true
    }

    /// Whether it is all resources of a type.
    var isWholeType: Bool {
        source == .type && form.isEmpty
    }

    /// Leaves those that the one selects whose member the other asks for.
    mutating func require(memberOf other: Selection) {
        values.append(other.values[1])
        form.insert(.namesMember)
    }

    /// The query for the resources, which is given `values` and what the window needs.
    func answers(_ window: KeySource.Window, _ columns: AnswerColumns) -> String {
        source.answers(window, columns, form)
    }

    /// The query for the number of resources, which is given `values`.
    var count: String {
        source.count(form)
    }

    private static let rankOfMany = 5
}

extension Selection {
    /// All resources of a type.
    static func all(of type: ResourceType, in network: Network.Key) -> Selection {
        Selection(source: .type, values: [.integer(network.value), .text(type.name)], rank: 100)
    }

    /// The resources that satisfy a comparison with values of a kind, or with those of any; `nil` when no index answers it.
    init?(
        _ comparison: Comparison,
        at path: AttributePath,
        of type: ResourceType,
        kind: String? = nil,
        in network: Network.Key,
        catalogue: AttributeCatalogue
    ) {
        guard let value = SQLValue(comparison.value) else { return nil }
        let scope = SQLValue.integer(network.value)
        if let keys = catalogue.keys(of: path, kind: kind, type) {
            // Instants are numbers in the index, and are compared as texts in some ways.
            guard let source = KeySource(comparison.operator), path.leaf.type != .dateTime || source != .startsWith
            else {
                return nil
            }
            var form: KeySource.Form = []
            var values = [scope, .integer(keys.first), value]
            if let second = keys.second {
                form = .ofTwoIndexes
                values.insert(.integer(second), at: 1)
            }
            if source == .startsWith {
                guard case .text(let prefix) = value else { return nil }
                values.append(.text(prefix + "\u{10FFFF}"))
            }
            self.init(source: source, values: values, form: form, rank: source == .equal ? path.leaf.rank : 5)
        } else if comparison.operator == .equal, path.extensionURN == nil, path.attribute.name == "id" {
            self.init(source: .identifier, values: [scope, value, .text(type.name)], rank: 0)
        } else if comparison.operator == .equal, path.attribute == type.memberAttribute,
            path.subAttribute == path.attribute.valueAttribute
        {
            self.init(source: .member, values: [scope, value, .text(type.name)], rank: 2)
        } else {
            return nil
        }
    }
}

extension KeySource {
    /// The source that answers comparisons of an operator, where an index does.
    fileprivate init?(_ operator: ComparisonOperator) {
        switch `operator` {
        case .equal: self = .equal
        case .greaterThan: self = .greaterThan
        case .greaterThanOrEqual: self = .greaterThanOrEqual
        case .lessThan: self = .lessThan
        case .lessThanOrEqual: self = .lessThanOrEqual
        case .startsWith: self = .startsWith
        case .notEqual, .contains, .endsWith: return nil
        }
    }
}

extension Attribute {
    /// How few resources an equal value leaves: one where values are unique, half of all where they are booleans.
    fileprivate var rank: Int {
        if uniqueness != .none { return 1 }
        return type == .boolean ? 9 : 2
    }
}
