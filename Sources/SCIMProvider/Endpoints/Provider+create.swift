internal import HTTPTypes
internal import SCIM

extension Provider {
    /// `POST /Users` (RFC 7644 §3.3).
    func create(_ type: ResourceType, _ call: Call) throws -> Response {
        let rendering = try rendering(type, call)
        var attributes = try type.readAttributes(of: call.bodyObject(), with: values)
        let members = try type.takeMembers(from: &attributes)
        let resource = Resource(
            type: type,
            id: Identifier.make(at: call.time),
            attributes: attributes,
            meta: Meta(created: call.time, lastModified: call.time, version: 1)
        )
        do {
            let stored = try store.write { writer in
                var stored = try writer.insert(resource, members: members, in: call.network, by: call.actor)
                try writer.load(rendering.relations, of: &stored, in: call.network.key)
                return stored
            }
            return try respond(with: stored, .created, rendering)
        } catch let taken as TakenValue {
            guard let stored = try made(taken.owner, of: type, by: call, rendering) else { throw taken }
            return try respond(with: stored, .created, rendering)
        }
    }

    /// The resource of an identifier, if it was made by an earlier attempt at this very request.
    private func made(
        _ id: String,
        of type: ResourceType,
        by call: Call,
        _ rendering: Rendering
    ) throws -> StoredResource? {
        try store.read { reader in
            guard try call.isRepeated(on: id, reader) else { return nil }
            return try reader.record(id: id, of: type, in: call.network.key, with: rendering.relations)
        }
    }

    /// The answer that sends a resource which was just written.
    func respond(
        with stored: StoredResource,
        _ status: HTTPResponse.Status,
        _ rendering: Rendering
    ) throws -> Response {
        var body: [UInt8] = []
        try rendering.write(stored, into: &body)
        let fields: [(HTTPField.Name, String)] = [
            (.location, rendering.location(of: stored.id)),
            (.eTag, stored.meta.entityTag),
        ]
        return Response(status: status, fields: fields, body: body)
    }
}
