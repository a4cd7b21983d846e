internal import HTTPTypes
internal import SCIM

/// Writes resources as answers have them.
///
/// A plain GET copies the stored document and puts relations and `meta` behind it, of which most is stored as well; only a
/// projection takes the document apart.
final class Rendering: Sendable {
    let type: ResourceType
    /// All types of the network, which relations refer to.
    let resourceTypes: ResourceTypes
    let baseURL: String
    let projection: Projection
    private let metaFrame: MetaFrame

    init(type: ResourceType, resourceTypes: ResourceTypes, baseURL: String, projection: Projection) {
        self.type = type
        self.resourceTypes = resourceTypes
        self.baseURL = baseURL
        self.projection = projection
        metaFrame = MetaFrame(of: type, baseURL: baseURL)
    }

    /// The relations that answers have; the others are never read.
    var relations: Relations {
        Relations(
            members: type.memberAttribute.map { projection.includes($0) } ?? false,
            memberships: type.membershipAttribute.map { projection.includes($0) } ?? false
        )
    }

    /// Whether answers may have attributes that are not sent by default.
    var readsUnsent: Bool {
        if case .standard = projection { false } else { true }
    }

    /// The URI of a resource of the type.
    func location(of id: String) -> String {
        var location = ""
        // Once, and not for each part.
        location.reserveCapacity(baseURL.utf8.count + type.endpoint.utf8.count + id.utf8.count + 1)
        location += baseURL
        location += type.endpoint
        location += "/"
        location += id
        return location
    }

    /// Where a resource is, whatever it was asked for as (RFC 7644 §3.11), and which version of it this is (§3.14).
    func fields(of stored: StoredResource) -> [(name: HTTPField.Name, value: String)] {
        [(.location, location(of: stored.id)), (.eTag, stored.meta.entityTag)]
    }

    /// The body of an answer that is a resource.
    func body(of resource: some ResourceView) throws -> [UInt8] {
        var body: [UInt8] = []
        body.reserveCapacity(resource.documentSize + Self.usualRest)
        try write(resource, into: &body)
        return body
    }

    /// How many bytes stand behind the document of most resources, at most.
    private static let usualRest = 320

    /// Appends a resource.
    func write(_ resource: some ResourceView, into bytes: inout [UInt8]) throws {
        guard case .standard = projection else {
            return try projected(resource.stored).write(into: &bytes)
        }
        resource.withBytes { document, ending in
            // Without its closing brace, which the ending has.
            bytes.append(document.extracting(droppingLast: 1))
            // Most resources have none.
            if resource.hasRelations { writeRelations(of: resource, into: &bytes) }
            metaFrame.write(ending, into: &bytes)
        }
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
                    "location": .string(location(of: resource.id)),
                    "resourceType": .string(type.name),
                    "created": .string(resource.meta.created.description),
                    "lastModified": .string(resource.meta.lastModified.description),
                    "version": .string(resource.meta.entityTag),
                ]
            )
        )
        return projection.applied(to: whole, of: type)
    }

    private func writeRelations(of resource: some ResourceView, into bytes: inout [UInt8]) {
        for member in resource.relationMembers(baseURL: baseURL, resourceTypes) {
            bytes.append(UInt8(ascii: ","))
            bytes.append(jsonText: member.name)
            bytes.append(UInt8(ascii: ":"))
            member.value.write(into: &bytes)
        }
    }
}
