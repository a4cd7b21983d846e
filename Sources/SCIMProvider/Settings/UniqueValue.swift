package import SCIM

/// A value that must be unique in a network by its settings, not by its schema.
package struct UniqueValue: Sendable {
    /// The setting that demands it.
    package let setting: any KeyPath<NetworkSettings, Bool> & Sendable
    /// The index of the values.
    package let index: ValueIndex
    /// The schema of the type of resources.
    private let schema: String

    /// All such values.
    package static let all = [
        UniqueValue("displayName", of: .group, \.hasUniqueGroupNames),
        UniqueValue(#"emails[type eq "work"].value"#, of: .user, \.hasUniqueWorkEmails),
    ]

    private init(
        _ name: String,
        of type: ResourceType,
        _ setting: any KeyPath<NetworkSettings, Bool> & Sendable
    ) {
        guard let index = type.indexes.first(where: { $0.description == name }) else {
            preconditionFailure("\(type.name) has no index of \(name)")
        }
        self.index = index
        self.setting = setting
        schema = type.schema.id
    }

    /// The values that settings make unique among resources of a type.
    package static func demanded(by settings: NetworkSettings, of type: ResourceType) -> [UniqueValue] {
        all.filter { settings[keyPath: $0.setting] && $0.schema == type.schema.id }
    }
}

extension ResourceType {
    /// Whether every resource of the type has a value that no other one may have.
    func alwaysHasUniqueValue(in settings: NetworkSettings) -> Bool {
        schema.attributes.contains { $0.isRequired && $0.uniqueness != .none }
            || UniqueValue.demanded(by: settings, of: self).contains { $0.index.path.attribute.isRequired }
    }
}
