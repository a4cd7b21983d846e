internal import SCIM
internal import SCIMProvider

/// Holds the resources that an index tells against a filter, one by one.
struct CandidateScan {
    private let reader: SQLiteReader
    private let part: ListQuery.Part
    private let residual: Filter?
    /// The members of documents that filter and sort look at; nothing else is read of them.
    private let names: [JSONName]
    private let relations: Relations
    private let comparisons: Int
    /// Whether it is read along who is in a group.
    private let tellsMembers: Bool

    init(part: ListQuery.Part, residual: Filter?, reader: SQLiteReader, tellsMembers: Bool = false) {
        self.reader = reader
        self.part = part
        self.residual = residual
        self.tellsMembers = tellsMembers
        comparisons = residual?.comparisonCount ?? 0
        var names = residual?.attributeNames ?? []
        if let path = part.sort?.path { names.append(path.extensionURN ?? path.attribute.name) }
        self.names = names.map { JSONName($0) }
        relations = Relations(
            members: part.type.memberAttribute.map { names.contains($0.name) } ?? false,
            memberships: part.type.membershipAttribute.map { names.contains($0.name) } ?? false
        )
    }

    /// A resource that satisfies the filter, as far as it was read: not at all where there is nothing to look at.
    struct Match {
        let key: Int64
        var candidate: Candidate?
        /// The attributes that filter and sort look at.
        var resource: Resource?
    }

    /// Gives `body` the resources that satisfy the filter, in the order of their keys.
    ///
    /// Throws what the client is told where that is more than one search may look at.
    func run(_ selection: Selection, _ effort: inout SearchEffort, _ body: (Match) throws -> Void) throws {
        if case .nothing? = residual { return }
        let columns: AnswerColumns = tellsMembers ? .all : .resource
        var groups = GroupSearch(reader)
        try reader.db.each(selection.answers(.whole, columns), selection.values) { row in
            let row = ResourceRow(row: row, columns: columns)
            guard residual != nil || part.sort != nil else {
                try body(Match(key: row.key))
                return true
            }
            var stored = row.stored
            try reader.load(relations, of: &stored, isMember: nil, &groups)
            let resource = try stored.resource(of: part.type, reading: names, reader.network.resourceTypes)
            try effort.spend(reading: stored.size, resource.attributes, comparisons: comparisons)
            if residual?.matches(resource) ?? true {
                let candidate = Candidate(stored: stored, isMember: tellsMembers ? row.isMember : nil)
                try body(Match(key: stored.key, candidate: candidate, resource: resource))
            }
            return true
        }
    }
}
