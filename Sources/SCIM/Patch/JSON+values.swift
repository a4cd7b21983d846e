// What PATCH does to single values of a multi-valued attribute.
extension JSON {
    /// The value without a sub-attribute; `nil` when nothing was named, or what is left says nothing but its kind.
    func removing(_ subAttribute: Attribute?) -> JSON? {
        guard let subAttribute, case .object(var object) = self else { return nil }
        object[subAttribute.name] = nil
        return object.members.allSatisfy { $0.name == "type" || $0.name == "primary" } ? nil : .object(object)
    }

    /// The names of the members; a value without members has none.
    var memberNames: [String] {
        object?.members.map(\.name).sorted() ?? []
    }

    /// What an object has of some members, or `nil` when it does not have all of them.
    func part(_ names: [String]) -> JSON? {
        guard !names.isEmpty else { return self }
        var part = JSONObject()
        for name in names {
            guard let value = object?[name] else { return nil }
            part.append(.init(name: name, value: value))
        }
        return .object(part)
    }
}
