package import SCIM

/// A change of a resource, with its documents before and after it: what a plain GET shows, without `meta` and members.
package struct ResourceChange: Sendable {
    package enum Operation: String, Sendable {
        case create
        case update
        case delete
    }

    package let operation: Operation
    package let type: String
    package let id: String
    package let version: Int
    package let before: JSONObject?
    /// `nil` also when the state after the change is not known any more.
    package let after: JSONObject?
    /// Who came and who went, of a group.
    package let addedMembers: [String]
    package let removedMembers: [String]

    package init(
        operation: Operation,
        type: String,
        id: String,
        version: Int,
        before: JSONObject?,
        after: JSONObject?,
        addedMembers: [String],
        removedMembers: [String]
    ) {
        self.operation = operation
        self.type = type
        self.id = id
        self.version = version
        self.before = before
        self.after = after
        self.addedMembers = addedMembers
        self.removedMembers = removedMembers
    }

    /// An attribute, or a sub-attribute, whose value is another one than before.
    package struct Difference: Sendable {
        package let path: String
        package let before: JSON?
        package let after: JSON?
    }

    /// What is different after the change, in the order of the attributes.
    package var differences: [Difference] {
        Self.differences(from: before ?? [:], to: after ?? [:], under: "")
    }

    /// Whether the change disables who was not disabled before.
    package var disables: Bool {
        after?.isActive == false && before?.isActive != false
    }

    private static func differences(from before: JSONObject, to after: JSONObject, under prefix: String) -> [Difference]
    {
        let names = before.members.map(\.name) + after.members.map(\.name).filter { before[$0] == nil }
        return
            names.flatMap { name -> [Difference] in
                let (old, new) = (before[name], after[name])
                guard old != new else { return [] }
                if case .object(let old)? = old, case .object(let new)? = new {
                    return differences(from: old, to: new, under: prefix + name + (name.contains(":") ? ":" : "."))
                }
                return [Difference(path: prefix + name, before: old, after: new)]
            }
            .filter { $0.path != "schemas" && $0.path != "id" }
    }
}

extension JSONObject {
    fileprivate var isActive: Bool? {
        if case .bool(let flag)? = self["active"] { flag } else { nil }
    }
}
