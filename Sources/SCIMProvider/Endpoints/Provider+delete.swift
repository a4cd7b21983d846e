internal import HTTPTypes
internal import SCIM

extension Provider {
    /// `DELETE /Users/{id}` (RFC 7644 §3.6).
    func delete(_ type: ResourceType, id: String, _ call: Call) throws -> Response {
        let preconditions = Preconditions(call.request)
        try store.write { writer in
            guard let stored = try writer.record(id: id, of: type, in: call.network.key, with: []) else {
                guard try call.isRepeated(on: id, writer) else { throw SCIMError.missing(type, id: id) }
                return
            }
            try preconditions.checkForChange(stored.meta)
            try writer.delete(stored.resource(of: type), in: call.network, by: call.actor)
        }
        return Response(status: .noContent)
    }
}
