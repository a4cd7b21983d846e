package import SCIM

/// A value that must be unique in a network by its settings, not by its schema.
package struct UniqueValue: Sendable {
    /// The path as filters write it.
    package let path: String
    /// The schema of the type of resources.
    package let schema: String
    /// The setting that demands it.
    package let setting: any KeyPath<NetworkSettings, Bool> & Sendable
    private let attribute: String
    private let subAttribute: String?
    /// The `type` of the values that count; `nil` when all do.
    private let kind: String?

    /// All such values.
    package static let all = [
        UniqueValue(
            path: "displayName",
            schema: Schema.group.id,
            setting: \.hasUniqueGroupNames,
            attribute: "displayName",
            subAttribute: nil,
            kind: nil
        ),
        UniqueValue(
            path: #"emails[type eq "work"].value"#,
            schema: Schema.user.id,
            setting: \.hasUniqueWorkEmails,
            attribute: "emails",
            subAttribute: "value",
            kind: "work"
        ),
    ]

    /// Whether every resource of a type has a value that must be unique by a setting.
    fileprivate func isRequired(of type: ResourceType) -> Bool {
        kind == nil && schema == type.schema.id
            && type.schema.attributes.contains { $0.name == attribute && $0.isRequired }
    }

    /// Whether an indexed path is that of the values, and of others that do not count.
    package func isBehind(_ path: AttributePath) -> Bool {
        path.extensionURN == nil && path.attribute.name == attribute && path.subAttribute?.name == subAttribute
    }

    /// The values that a resource must have alone, of which only those among `added` can be new to it.
    ///
    /// Where a kind counts, a value may begin to count without being new.
    package func values(of resource: Resource, added: [IndexedValue]) -> [IndexedValue] {
        guard let kind else { return added.filter { isBehind($0.path) } }
        let kept = resource.attributes[attribute]?.array ?? []
        let counting = JSON.array(
            kept.filter { $0.object?["type"]?.string?.equalsIgnoringCase(kind) ?? false }
        )
        var part = resource
        part.attributes = JSONObject([.init(name: attribute, value: counting)])
        return part.indexedValues.filter { isBehind($0.path) }
    }
}

extension ResourceType {
    /// Whether every resource of the type has a value that no other one may have.
    func alwaysHasUniqueValue(in settings: NetworkSettings) -> Bool {
        schema.attributes.contains { $0.isRequired && $0.uniqueness != .none }
            || UniqueValue.all.contains { settings[keyPath: $0.setting] && $0.isRequired(of: self) }
    }
}
