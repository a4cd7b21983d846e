package import SCIM

/// What an operator decides for one network.
package struct NetworkSettings: Hashable, Sendable {
    /// Whether no two groups may have the same display name, by which Entra ID matches them.
    package var hasUniqueGroupNames = true

    package init() {}

    /// The settings as a store keeps them; what is as by default is left out.
    package var json: JSONObject {
        hasUniqueGroupNames ? [:] : ["uniqueGroupNames": false]
    }

    /// Reads what `json` gave.
    package init(_ json: JSONObject) {
        hasUniqueGroupNames = json["uniqueGroupNames"]?.bool ?? true
    }

    /// Whether values of an attribute must be unique in the network.
    package func isUnique(_ path: AttributePath, of type: ResourceType) -> Bool {
        path.leaf.uniqueness != .none
            || (hasUniqueGroupNames && type.schema.id == Schema.group.id && path.attribute.name == "displayName")
    }
}
