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
        do {
            try store.write { writer in
                try writer.insert(resource, in: call.network, by: call.actor)
            }
            return respond(with: resource, .created, rendering)
        } catch let taken as TakenValue {
            guard let made = try made(taken.owner, of: type, by: call) else { throw taken }
            return respond(with: made, .created, rendering)
        }
    }

    /// The resource of an identifier, if it was made by an earlier attempt at this very request.
    private func made(_ id: String, of type: ResourceType, by call: Call) throws -> Resource? {
        try store.read { reader in
            guard try call.isRepeated(on: id, reader) else { return nil }
            return try reader.record(id: id, of: type, in: call.network)?.resource(of: type)
        }
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
