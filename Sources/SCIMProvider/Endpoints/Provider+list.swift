internal import HTTPTypes
internal import SCIM

extension Provider {
    /// A query on resources of some types (RFC 7644 §3.4.2, §3.4.3, RFC 9865).
    func list(
        _ types: [ResourceType],
        _ search: SearchRequest,
        _ call: Call,
        _ reader: any ResourceReader
    ) throws -> Response {
        let renderings = types.map { rendering($0, call, search) }
        let query = try query(renderings, search, call)
        var body: [UInt8] = []
        // Most filters find one resource or none.
        let expected = search.filter == nil ? query.limit : 1
        body.reserveCapacity(min(expected * Self.usualSize + Self.envelopeSize, Self.largestReserve))
        body.append(contentsOf: ListResponse.beginning)
        let page = try reader.page(of: query) { resource, part in
            if body.count > ListResponse.beginning.count { body.append(UInt8(ascii: ",")) }
            try renderings[part].write(resource, into: &body)
        }
        let cursors =
            search.cursor == nil
            ? [] : try neighbours(of: page, CursorScope(network: call.network.key, types: types, search: search))
        let list = ListResponse(
            totalResults: page.totalResults,
            startIndex: search.cursor == nil ? max(1, search.startIndex ?? 1) : nil,
            itemsPerPage: page.count,
            cursors: cursors
        )
        list.writeEnd(into: &body)
        return Response(status: .ok, body: body, rows: page.count)
    }

    /// How many bytes most resources have in an answer, and the rest of it, and for how many room is made before there are any.
    private static let usualSize = 1_200
    private static let envelopeSize = 200
    private static let largestReserve = 256 << 10

    private func query(_ renderings: [Rendering], _ search: SearchRequest, _ call: Call) throws -> ListQuery {
        let isOneOfMany = renderings.count > 1
        var query = ListQuery(
            parts: try renderings.map { rendering in
                ListQuery.Part(
                    type: rendering.type,
                    filter: try filter(search, for: rendering.type, isOneOfMany: isOneOfMany, call),
                    sort: try sort(search, for: rendering.type, isOneOfMany: isOneOfMany),
                    relations: rendering.relations,
                    readsUnsent: rendering.readsUnsent
                )
            },
            limit: call.network.settings.pageSize(for: search.count)
        )
        query.maximumSize = limits.maximumPageSize
        query.quickSize = call.hasTurn ? nil : limits.quickPageSize
        query.isDescending = search.sortOrder?.lowercased() == "descending"
        guard let cursor = search.cursor else {
            query.window = .offset(max(1, search.startIndex ?? 1) - 1)
            return query
        }
        guard search.startIndex == nil else {
            throw SCIMError.invalidCursor("'cursor' and 'startIndex' are two ways to page: send one of them")
        }
        guard search.count.map({ $0 > 0 }) ?? true else {
            throw SCIMError.invalidCount("'count' must be at least 1 with a cursor")
        }
        guard !cursor.isEmpty else {
            query.window = .after(nil)
            return query
        }
        let scope = CursorScope(network: call.network.key, types: renderings.map(\.type), search: search)
        query.window = try cursors.open(cursor, scope, now: call.time)
        return query
    }

    private func filter(
        _ search: SearchRequest,
        for type: ResourceType,
        isOneOfMany: Bool,
        _ call: Call
    ) throws(SCIMError) -> Filter? {
        guard let text = search.filter, !text.isEmpty else { return nil }
        let filter: Filter
        do throws(FilterSyntaxError) {
            filter = try Filter(parsing: text, in: isOneOfMany ? .oneOfMany(type) : .resource(type))
        } catch {
            throw .invalidFilter("the filter cannot be used: \(error)")
        }
        guard !filter.readsSecret else {
            // A secret in a URL ends up in logs (RFC 7644 §7.5.2).
            throw call.method == .get
                ? .sensitive(
                    "the filter names an attribute that is secret: it cannot be searched, least of all in a URL"
                )
                : .invalidFilter("the filter names an attribute that is never returned and cannot be searched")
        }
        return filter
    }

    private func sort(_ search: SearchRequest, for type: ResourceType, isOneOfMany: Bool) throws(SCIMError) -> Sort? {
        guard let name = search.sortBy, !name.isEmpty else { return nil }
        do {
            return try Sort(by: name, order: search.sortOrder, for: type)
        } catch {
            // In a search over many types, those without the attribute come as if without a value.
            guard isOneOfMany, error.scimType == .invalidPath else { throw error }
            return nil
        }
    }

    /// The cursors of the pages before and behind one (RFC 9865 §2).
    private func neighbours(of page: Page, _ scope: CursorScope) throws -> [JSONObject.Member] {
        var cursors: [JSONObject.Member] = []
        let expiry = DateTime(microseconds: now().microseconds + Int64(limits.cursorTimeout) * 1_000_000)
        if page.hasNext, let last = page.last {
            let cursor = try self.cursors.seal(.after(last), scope, expires: expiry)
            cursors.append(.init(name: "nextCursor", value: .string(cursor)))
        }
        if page.hasPrevious, let first = page.first {
            let cursor = try self.cursors.seal(.before(first), scope, expires: expiry)
            cursors.append(.init(name: "previousCursor", value: .string(cursor)))
        }
        return cursors
    }
}
