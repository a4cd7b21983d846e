internal import SCIM

/// Writes resources as answers have them.
///
/// A plain GET copies the stored document and puts `meta` behind it; only a projection takes the document apart.
struct Rendering {
    let type: ResourceType
    let baseURL: String
    let projection: Projection

    /// The URI of a resource of the type.
    func location(of id: String) -> String {
        baseURL + type.endpoint + "/" + id
    }

    /// Appends a stored resource.
    func write(_ record: StoredResource, into bytes: inout [UInt8]) throws {
        if case .standard = projection {
            // The closing brace of the document makes room for `meta`.
            bytes.append(contentsOf: record.document.dropLast())
            writeMeta(record.meta, id: record.id, into: &bytes)
            bytes.append(UInt8(ascii: "}"))
        } else {
            try write(record.resource(of: type), into: &bytes)
        }
    }

    /// Appends a resource that was just made or changed.
    func write(_ resource: Resource, into bytes: inout [UInt8]) {
        if case .standard = projection {
            resource.document.write(into: &bytes)
            bytes.removeLast()
            writeMeta(resource.meta, id: resource.id, into: &bytes)
            bytes.append(UInt8(ascii: "}"))
        } else {
            let head = [
                JSONObject.Member(name: "schemas", value: type.schemas(of: resource.attributes)),
                JSONObject.Member(name: "id", value: .string(resource.id)),
            ]
            let tail = [JSONObject.Member(name: "meta", value: .object(meta(of: resource)))]
            let whole = JSONObject(head + resource.attributes.members + tail)
            projection.applied(to: whole, of: type).write(into: &bytes)
        }
    }

    private func writeMeta(_ meta: Meta, id: String, into bytes: inout [UInt8]) {
        bytes.append(contentsOf: #","meta":{"resourceType":"#.utf8)
        bytes.append(jsonText: type.name)
        bytes.append(contentsOf: #","created":""#.utf8)
        meta.created.write(into: &bytes)
        bytes.append(contentsOf: #"","lastModified":""#.utf8)
        meta.lastModified.write(into: &bytes)
        bytes.append(contentsOf: #"","location":"#.utf8)
        bytes.append(jsonText: location(of: id))
        bytes.append(contentsOf: #","version":"#.utf8)
        bytes.append(jsonText: meta.entityTag)
        bytes.append(UInt8(ascii: "}"))
    }

    private func meta(of resource: Resource) -> JSONObject {
        [
            "resourceType": .string(type.name),
            "created": .string(resource.meta.created.description),
            "lastModified": .string(resource.meta.lastModified.description),
            "location": .string(location(of: resource.id)),
            "version": .string(resource.meta.entityTag),
        ]
    }
}
