internal import HTTPTypes
internal import SCIM

extension Provider {
    /// `POST /Users` (RFC 7644 §3.3).
    func create(_ type: ResourceType, _ call: Call) throws -> Response {
        let rendering = try rendering(type, call)
        let attributes = try type.readAttributes(of: call.bodyObject(), with: values)
        let resource = Resource(
            type: type,
            id: Identifier.make(at: call.time),
            attributes: attributes,
            meta: Meta(created: call.time, lastModified: call.time, version: 1)
        )
        try store.write { writer in
            try writer.insert(resource, in: call.network, by: call.actor)
        }
        return respond(with: resource, .created, rendering)
    }

    /// The answer that sends a resource which was just written.
    func respond(with resource: Resource, _ status: HTTPResponse.Status, _ rendering: Rendering) -> Response {
        var body: [UInt8] = []
        rendering.write(resource, into: &body)
        let fields: [(HTTPField.Name, String)] = [
            (.location, rendering.location(of: resource.id)),
            (.eTag, resource.meta.entityTag),
        ]
        return Response(status: status, fields: fields, body: body)
    }
}
