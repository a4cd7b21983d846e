internal import HTTPTypes
internal import SCIM

// The endpoints of RFC 7644 §4, which tell clients what the service can do.
extension Provider {
    /// What is true of every network or, with settings, of one.
    func serviceProviderConfig(
        _ request: Request,
        _ settings: NetworkSettings = NetworkSettings()
    ) throws(SCIMError) -> Response {
        try checkUnfiltered(request)
        var document = ServiceProviderConfig(limits: limits, settings: settings).document
        document.append(meta("ServiceProviderConfig", path: "/ServiceProviderConfig", request))
        return Response(status: .ok, body: document.bytes)
    }

    /// The settings of the network that a request is let into, or those of a new one: whoever has no token for a network
    /// is not told by them that it exists.
    func knownSettings(_ request: Request) throws(SCIMError) -> NetworkSettings {
        guard request.authorization != nil else { return NetworkSettings() }
        let time = now()
        guard let network = (try? store.read { try authorize(request, at: time, $0) })?.network else {
            return NetworkSettings()
        }
        try rates.admit(network, at: time)
        return network.settings
    }

    func listResourceTypes(_ call: Call) throws -> Response {
        try list(call.network.resourceTypes.all.map { document(of: $0, call.request) }, call.request)
    }

    func getResourceType(_ name: String, _ call: Call) throws -> Response {
        guard let type = call.network.resourceTypes.named(name) else {
            let names = call.network.resourceTypes.all.map(\.name).joined(separator: ", ")
            throw SCIMError.notFound("there is no resource type '\(name)': there are \(names)")
        }
        try checkUnfiltered(call.request)
        return Response(status: .ok, body: document(of: type, call.request).bytes)
    }

    func listSchemas(_ call: Call) throws -> Response {
        try list(call.network.resourceTypes.schemas.map { document(of: $0, call) }, call.request)
    }

    func getSchema(_ id: String, _ call: Call) throws -> Response {
        guard let schema = call.network.resourceTypes.schemas.first(where: { $0.id.equalsIgnoringCase(id) }) else {
            throw SCIMError.notFound("there is no schema '\(id)': GET /Schemas lists those there are")
        }
        try checkUnfiltered(call.request)
        return Response(status: .ok, body: document(of: schema, call).bytes)
    }

    private func document(of type: ResourceType, _ request: Request) -> JSONObject {
        var document = type.document
        document.append(meta("ResourceType", path: "/ResourceTypes/" + type.name, request))
        return document
    }

    private func document(of schema: Schema, _ call: Call) -> JSONObject {
        let required = call.network.resourceTypes.all.flatMap(\.requiredPaths).flatMap(\.attributes)
        var document = schema.document(requiring: Set(required))
        document.append(meta("Schema", path: "/Schemas/" + schema.id, call.request))
        return document
    }

    private func meta(_ type: String, path: String, _ request: Request) -> JSONObject.Member {
        .init(
            name: "meta",
            value: ["resourceType": .string(type), "location": .string(request.baseURL + path)]
        )
    }

    /// Nobody shall take for filtered what is not (RFC 7644 §4).
    private func checkUnfiltered(_ request: Request) throws(SCIMError) {
        guard try QueryParameters(request.query)["filter"] == nil else {
            throw .forbidden("discovery cannot be filtered: leave 'filter' out")
        }
    }

    /// A list of all documents.
    private func list(_ documents: [JSONObject], _ request: Request) throws -> Response {
        try checkUnfiltered(request)
        let list = ListResponse(totalResults: documents.count, startIndex: 1, itemsPerPage: documents.count)
        var body = ListResponse.beginning
        for (index, document) in documents.enumerated() {
            if index > 0 { body.append(UInt8(ascii: ",")) }
            document.write(into: &body)
        }
        list.writeEnd(into: &body)
        return Response(status: .ok, body: body)
    }
}
