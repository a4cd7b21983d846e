internal import HTTPTypes
internal import SCIM

extension Provider {
    /// `GET /Users` (RFC 7644 §3.4.2).
    func list(_ type: ResourceType, _ call: Call) throws -> Response {
        let parameters = try QueryParameters(call.request.query)
        let startIndex = max(1, try parameters.integer("startIndex") ?? 1)
        let count = max(0, try parameters.integer("count") ?? limits.defaultPageSize)
        let query = ListQuery(
            type: type,
            filter: try filter(parameters, for: type),
            offset: startIndex - 1,
            limit: min(count, limits.maximumPageSize)
        )
        let page = try store.read { try $0.page(of: query, in: call.network) }
        let rendering = rendering(type, call, parameters)
        let head = ListResponse.head(
            totalResults: page.totalResults,
            startIndex: startIndex,
            itemsPerPage: page.records.count
        )
        var body = head.bytes
        body.reserveCapacity(page.records.reduce(512) { $0 + $1.document.count + 320 })
        body.removeLast()
        body.append(contentsOf: #","Resources":["#.utf8)
        for (index, record) in page.records.enumerated() {
            if index > 0 { body.append(UInt8(ascii: ",")) }
            try rendering.write(record, into: &body)
        }
        body.append(contentsOf: "]}".utf8)
        return Response(status: .ok, body: body)
    }

    private func filter(_ parameters: QueryParameters, for type: ResourceType) throws(SCIMError) -> Filter? {
        guard let text = parameters["filter"], !text.isEmpty else { return nil }
        do throws(FilterSyntaxError) {
            return try Filter(parsing: text, for: type)
        } catch {
            throw .invalidFilter("the filter cannot be used: \(error)")
        }
    }
}
