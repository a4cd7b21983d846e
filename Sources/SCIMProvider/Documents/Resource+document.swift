package import SCIM

extension Resource {
    /// The resource as a plain GET sends it, but without `meta`, which depends on the address of the service.
    package var document: JSONObject {
        var members: [JSONObject.Member] = [
            .init(name: "schemas", value: type.schemas(of: attributes)),
            .init(name: "id", value: .string(id)),
        ]
        if type.unsentPaths.allSatisfy({ $0.values(in: attributes).isEmpty }) {
            members += attributes.members
        } else {
            members += Projection.standard.applied(to: attributes, of: type).members
        }
        return JSONObject(members)
    }

    /// The attributes of which `document` holds nothing or less than all, or `nil` when there are none.
    package var unsent: JSONObject? {
        var object = JSONObject()
        for path in type.unsentPaths {
            guard let value = attributes.value(of: path.attribute, inExtension: path.extensionURN) else { continue }
            guard let urn = path.extensionURN else {
                object[path.attribute.name] = value
                continue
            }
            var inner = object[urn]?.object ?? JSONObject()
            inner[path.attribute.name] = value
            object[urn] = .object(inner)
        }
        return object.isEmpty ? nil : object
    }
}
