/// A resource: what its client and the service provider know of it.
package struct Resource: Sendable {
    package let type: ResourceType
    package let id: String
    /// The attributes by their names as schemas spell them, extensions as objects under their URN; without `schemas`,
    /// `id`, `meta` and what is derived from other resources.
    package var attributes: JSONObject
    package var meta: Meta

    package init(type: ResourceType, id: String, attributes: JSONObject, meta: Meta) {
        self.type = type
        self.id = id
        self.attributes = attributes
        self.meta = meta
    }
}

extension Resource: AttributeSource {
    package func value(of attribute: Attribute, inExtension urn: String?) -> JSON? {
        guard urn == nil else { return attributes.value(of: attribute, inExtension: urn) }
        switch attribute.name {
        case "id": return .string(id)
        case "schemas": return type.schemas(of: attributes)
        case "meta": return .object(metaAttributes)
        default: return attributes[attribute.name]
        }
    }

    /// The sub-attributes of `meta` that do not depend on the address of the service.
    private var metaAttributes: JSONObject {
        JSONObject([
            .init(name: "resourceType", value: .string(type.name)),
            .init(name: "created", value: .string(meta.created.description)),
            .init(name: "lastModified", value: .string(meta.lastModified.description)),
            .init(name: "version", value: .string(meta.entityTag)),
        ])
    }
}
