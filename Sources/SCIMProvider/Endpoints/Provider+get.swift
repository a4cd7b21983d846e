internal import HTTPTypes
internal import SCIM

extension Provider {
    /// `GET /Users/{id}` (RFC 7644 §3.4.1).
    func get(_ type: ResourceType, id: String, _ call: Call) throws -> Response {
        let rendering = try rendering(type, call)
        guard let record = try store.read({ try $0.record(id: id, of: type, in: call.network) }) else {
            throw SCIMError.missing(type, id: id)
        }
        let tag = (HTTPField.Name.eTag, record.meta.entityTag)
        guard try !Preconditions(call.request).isUnchanged(record.meta) else {
            return Response(status: .notModified, fields: [tag])
        }
        var body: [UInt8] = []
        body.reserveCapacity(record.document.count + 320)
        try rendering.write(record, into: &body)
        return Response(status: .ok, fields: [tag], body: body)
    }

    /// How an answer to a call writes resources of a type.
    func rendering(_ type: ResourceType, _ call: Call) throws(SCIMError) -> Rendering {
        rendering(type, call, try QueryParameters(call.request.query))
    }

    /// How an answer to a call with these parameters writes resources of a type.
    func rendering(_ type: ResourceType, _ call: Call, _ parameters: QueryParameters) -> Rendering {
        let projection = Projection(
            attributes: parameters["attributes"],
            excludedAttributes: parameters["excludedAttributes"],
            of: type
        )
        return Rendering(type: type, baseURL: call.request.baseURL, projection: projection)
    }
}

extension SCIMError {
    /// No resource of a type has an identifier in the network.
    static func missing(_ type: ResourceType, id: String) -> SCIMError {
        .notFound("there is no \(type.name) with the id '\(id)': it was deleted, or belongs to another Tenant URL")
    }
}
