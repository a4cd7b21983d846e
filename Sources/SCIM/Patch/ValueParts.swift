/// Values of a multi-valued attribute by what they have, for finding those that include others.
///
/// To hold each of many values against each of many others takes too long for what one request may send. The
/// sub-attributes are few, and so are the choices of them that values make: for each choice there is one set to look in.
struct ValueParts {
    private let values: [JSON]
    private var parts: [[String]: Set<JSON>] = [:]

    init(of values: [JSON]) {
        self.values = values
    }

    /// Whether one of the values has everything that another has, so that adding the other would add nothing.
    mutating func include(_ other: JSON) -> Bool {
        let names = other.names
        if parts[names] == nil { parts[names] = Set(values.compactMap { $0.part(names) }) }
        return parts[names]?.contains(other) ?? false
    }
}

/// The values in a `remove`, for finding those that they mean: by its `value` where one has it, as a whole otherwise.
struct NamedValues {
    private var parts: [[String]: Set<JSON>] = [:]

    init(_ given: [JSON]) {
        for value in given {
            let named = value.part(["value"]) ?? value
            parts[named.names, default: []].insert(named)
        }
    }

    /// Whether a value is meant.
    func mean(_ value: JSON) -> Bool {
        parts.contains { names, given in value.part(names).map { given.contains($0) } ?? false }
    }
}

extension JSON {
    /// The names of the members; a value without members has none.
    fileprivate var names: [String] {
        object?.members.map(\.name).sorted() ?? []
    }

    /// What an object has of some members, or `nil` when it does not have all of them.
    fileprivate func part(_ names: [String]) -> JSON? {
        guard !names.isEmpty else { return self }
        var part = JSONObject()
        for name in names {
            guard let value = object?[name] else { return nil }
            part.append(.init(name: name, value: value))
        }
        return .object(part)
    }
}
