internal import SCIM

/// Writes PATCH requests in Entra's two dialects.
struct PatchDocument {
    private let dialect: Dialect
    private var operations: [JSON] = []

    init(_ dialect: Dialect) {
        self.dialect = dialect
    }

    /// The body of the request.
    var json: JSON {
        [
            "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
            "Operations": .array(operations),
        ]
    }

    /// Sets attributes.
    mutating func set(_ changes: [AttributeChange]) {
        switch dialect {
        case .standard:
            for change in changes {
                append(change.old == nil ? "Add" : "Replace", change.target.text, change.new.asEntraText)
            }
        case .aadOptscim062020:
            // What a filter selects keeps an operation of its own; all the rest is one without a path.
            var simple = JSONObject()
            for change in changes where change.target.selector == nil { simple[change.target.text] = change.new }
            for change in changes where change.target.selector != nil {
                append(change.old == nil ? "add" : "replace", change.target.text, change.new)
            }
            if !simple.isEmpty { append("replace", nil, .object(simple)) }
        }
    }

    /// Sets or removes the reference to another resource.
    mutating func setReference(_ target: TargetAttribute, to id: String?, url: String, isNew: Bool) {
        guard let id else { return append(word("Remove"), target.text, nil) }
        switch dialect {
        case .standard: append(isNew ? "Add" : "Replace", target.text, [["$ref": .string(url), "value": .string(id)]])
        case .aadOptscim062020: append(isNew ? "add" : "replace", target.text, ["value": .string(id)])
        }
    }

    /// Adds members to a group.
    mutating func add(_ members: [String], to target: TargetAttribute) {
        append(word("Add"), target.text, .array(members.map { reference(to: $0) }))
    }

    /// Removes members from a group.
    mutating func remove(_ members: [String], from target: TargetAttribute) {
        switch dialect {
        case .standard: append("Remove", target.text, .array(members.map { reference(to: $0) }))
        case .aadOptscim062020:
            for member in members { append("remove", "\(target.text)[value eq \(member.filterLiteral)]", nil) }
        }
    }

    /// The default dialect sends a `$ref` without a value.
    private func reference(to id: String) -> JSON {
        dialect == .standard ? ["$ref": .null, "value": .string(id)] : ["value": .string(id)]
    }

    private func word(_ word: String) -> String {
        dialect == .standard ? word : word.lowercased()
    }

    private mutating func append(_ word: String, _ path: String?, _ value: JSON?) {
        var operation: JSONObject = ["op": .string(word)]
        operation["path"] = path.map { .string($0) }
        operation["value"] = value
        operations.append(.object(operation))
    }
}

extension JSON {
    /// Booleans as the text that Entra's default dialect makes of them.
    fileprivate var asEntraText: JSON {
        guard case .bool(let flag) = self else { return self }
        return flag ? "True" : "False"
    }
}
