internal import SCIM

/// Writes resources as answers have them.
///
/// A plain GET copies the stored document and puts relations and `meta` behind it; only a projection takes the document
/// apart.
struct Rendering {
    let type: ResourceType
    /// All types of the network, which relations refer to.
    let resourceTypes: ResourceTypes
    let baseURL: String
    let projection: Projection

    /// The relations that answers have; the others are never read.
    var relations: Relations {
        var relations: Relations = []
        if let members = type.memberAttribute, projection.includes(members) { relations.insert(.members) }
        if let groups = type.membershipAttribute, projection.includes(groups) { relations.insert(.memberships) }
        return relations
    }

    /// The URI of a resource of the type.
    func location(of id: String) -> String {
        baseURL + type.endpoint + "/" + id
    }

    /// Appends a stored resource.
    func write(_ stored: StoredResource, into bytes: inout [UInt8]) throws {
        guard case .standard = projection else {
            return try projected(stored).write(into: &bytes)
        }
        // The closing brace of the document makes room for what follows.
        bytes.append(contentsOf: stored.document)
        bytes.removeLast()
        for member in stored.relationMembers(baseURL: baseURL, resourceTypes) {
            bytes.append(UInt8(ascii: ","))
            bytes.append(jsonText: member.name)
            bytes.append(UInt8(ascii: ":"))
            member.value.write(into: &bytes)
        }
        writeMeta(stored.meta, id: stored.id, into: &bytes)
        bytes.append(UInt8(ascii: "}"))
    }

    private func projected(_ stored: StoredResource) throws -> JSONObject {
        let resource = try stored.resource(of: type)
        var whole: JSONObject = ["schemas": type.schemas(of: resource.attributes), "id": .string(resource.id)]
        for member in resource.attributes.members + stored.relationMembers(baseURL: baseURL, resourceTypes) {
            whole.append(member)
        }
        whole.append(
            .init(
                name: "meta",
                value: [
                    "resourceType": .string(type.name),
                    "created": .string(resource.meta.created.description),
                    "lastModified": .string(resource.meta.lastModified.description),
                    "location": .string(location(of: resource.id)),
                    "version": .string(resource.meta.entityTag),
                ]
            )
        )
        return projection.applied(to: whole, of: type)
    }

    private func writeMeta(_ meta: Meta, id: String, into bytes: inout [UInt8]) {
        bytes.append(contentsOf: #","meta":{"resourceType":"#.utf8)
        bytes.append(jsonText: type.name)
        bytes.append(contentsOf: #","created":""#.utf8)
        meta.created.write(into: &bytes)
        bytes.append(contentsOf: #"","lastModified":""#.utf8)
        meta.lastModified.write(into: &bytes)
        bytes.append(contentsOf: #"","location":""#.utf8)
        // The parts of the location one by one, which spares making it.
        for part in [baseURL, type.endpoint, "/", id] { bytes.append(jsonCharacters: part) }
        bytes.append(contentsOf: #"","version":"#.utf8)
        bytes.append(jsonText: meta.entityTag)
        bytes.append(UInt8(ascii: "}"))
    }
}
