internal import HTTPTypes
internal import SCIM

extension Provider {
    /// `GET /Users/{id}` (RFC 7644 §3.4.1).
    func get(_ type: ResourceType, id: String, _ call: Call, _ reader: any ResourceReader) throws -> Response {
        let rendering = try rendering(type, call)
        guard let stored = try reader.record(id: id, of: type, with: rendering.relations) else {
            throw SCIMError.missing(type, id: id)
        }
        let fields = rendering.fields(of: stored)
        guard try !Preconditions(call.request).isUnchanged(stored.meta) else {
            return Response(status: .notModified, fields: fields)
        }
        return Response(status: .ok, fields: fields, body: try rendering.body(of: stored), rows: 1)
    }

    /// How an answer to a call writes resources of a type.
    func rendering(_ type: ResourceType, _ call: Call) throws(SCIMError) -> Rendering {
        rendering(type, call, try SearchRequest(QueryParameters(call.request.query)))
    }

    /// How an answer to a search writes resources of a type.
    func rendering(_ type: ResourceType, _ call: Call, _ search: SearchRequest) -> Rendering {
        let projection = Projection(
            attributes: search.attributes,
            excludedAttributes: search.excludedAttributes,
            of: type
        )
        return Rendering(
            type: type,
            resourceTypes: call.network.resourceTypes,
            baseURL: call.request.baseURL,
            projection: projection
        )
    }
}

extension SCIMError {
    /// No resource of a type has an identifier in the network.
    static func missing(_ type: ResourceType, id: String) -> SCIMError {
        .notFound("there is no \(type.name) with the id '\(id)': it was deleted, or belongs to another Tenant URL")
    }
}
