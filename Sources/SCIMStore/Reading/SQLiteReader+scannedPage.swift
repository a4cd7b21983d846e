internal import SCIM
internal import SCIMProvider

extension SQLiteReader {
    /// A page of what is held against a filter one by one, in the order of keys; nothing is kept of what is not on it.
    func page(
        of query: ListQuery,
        _ part: ListQuery.Part,
        _ selection: Selection,
        where residual: Filter,
        _ body: (any ResourceView, Int) throws -> Void
    ) throws -> Page {
        var (window, effort) = (WindowedResources(query), SearchEffort())
        // Where few are expected, it costs less to read along who is in a group than to ask for each one on the page.
        let tellsMembers = part.relations.memberships && !selection.leavesMany
        try CandidateScan(part: part, residual: residual, reader: self, tellsMembers: tellsMembers)
            .run(selection, &effort) { match in
                if let candidate = match.candidate { try window.append(candidate) }
            }
        var page = Page()
        page.totalResults = window.total
        page.hasPrevious = window.hasPrevious
        page.hasNext = window.hasNext
        try give(window.resources, of: query, on: &page, body) { candidate, groups in
            var stored = candidate.stored
            try load(part.relations, of: &stored, isMember: candidate.isMember, &groups)
            return ShownResource(position: Position(sortKey: .missing, key: stored.key), part: 0, resource: stored)
        }
        return page
    }

    /// A page of what is sorted, or of several types; of what comes before it positions are kept.
    func sortedPage(
        of query: ListQuery,
        _ plans: [Plan],
        _ body: (any ResourceView, Int) throws -> Void
    ) throws -> Page {
        var (window, effort) = (WindowedPositions(query), SearchEffort())
        for (index, (part, plan)) in zip(query.parts, plans).enumerated() {
            try CandidateScan(part: part, residual: plan.residual, reader: self)
                .run(plan.selection, &effort) { match in
                    let sortKey = match.resource.flatMap { part.sort?.key(of: $0) } ?? .missing
                    window.append(Position(sortKey: sortKey, key: match.key), part: index)
                }
        }
        let places = window.places()
        var page = Page()
        page.totalResults = window.total
        page.hasPrevious = window.hasPrevious
        page.hasNext = window.hasNext
        try give(places, of: query, on: &page, body) { place, groups in
            let relations = query.parts[place.part].relations
            return
                try db.first(Self.answer, [.integer(place.position.key)]) { row in
                    try answer(row, with: relations, &groups).stored
                }
                .map { ShownResource(position: place.position, part: place.part, resource: $0) }
        }
        return page
    }

    /// Gives on what `load` makes of places as long as the page has room, of those before a position the nearest.
    private func give<Place>(
        _ places: ArraySlice<Place>,
        of query: ListQuery,
        on page: inout Page,
        _ body: (any ResourceView, Int) throws -> Void,
        _ load: (Place, inout GroupSearch) throws -> ShownResource?
    ) throws {
        var (room, groups, shown) = (PageRoom(query), GroupSearch(self), [ShownResource]())
        for place in query.isBackward ? Array(places.reversed()) : Array(places) {
            guard !room.isFull else {
                if query.isBackward { page.hasPrevious = true } else { page.hasNext = true }
                break
            }
            let steps = groups.steps
            guard let next = try load(place, &groups) else { continue }
            try room.take(next.resource, steps: groups.steps - steps)
            shown.append(next)
        }
        if query.isBackward { shown.reverse() }
        for next in shown {
            page.append(next.position)
            try body(next.resource, next.part)
        }
    }

    private static let answer = "SELECT \(AnswerColumns.all.sql) FROM resource WHERE key = ?"
}

/// A resource that is on a page of a query, and its place there.
private struct ShownResource {
    let position: Position
    let part: Int
    let resource: StoredResource
}
