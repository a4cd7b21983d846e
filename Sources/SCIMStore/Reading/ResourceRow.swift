internal import SCIM
internal import SCIMProvider

/// A row of a query for resources.
struct ResourceRow: ResourceView {
    let row: SQLRow
    let columns: AnswerColumns
    /// `nil` when there are none, as for most resources: then there is nothing to be counted and copied.
    var relations: LoadedRelations?

    /// Of what is read with the rest, or with whether the resource is in any group.
    var id: String {
        row.text(columns.placeOfIdentifier)
    }

    /// Zero where it is not read.
    var key: Int64 {
        columns.contains(.key) ? row.integer(columns.place(of: .key)) : 0
    }

    /// Whether the resource is in any group, where that is read.
    var isMember: Bool {
        row.integer(columns.place(of: .isMember)) == 1
    }

    var hasRelations: Bool {
        relations != nil
    }

    var members: [StoredMember] {
        relations?.members ?? []
    }

    var memberships: [Membership] {
        relations?.memberships ?? []
    }

    /// Of what is read with the rest.
    var stored: StoredResource {
        let rest = columns.place(of: .rest)
        return StoredResource(
            key: key,
            id: id,
            meta: Meta(
                created: row.instant(rest + 1),
                lastModified: row.instant(rest + 2),
                version: Int(row.integer(rest))
            ),
            document: row.bytes(0),
            ending: row.bytes(1),
            unsent: row.optional(rest + 3, row.bytes),
            members: members,
            memberships: memberships
        )
    }

    var documentSize: Int {
        row.size(0) + (columns.contains(.rest) ? row.size(columns.place(of: .rest) + 3) : 0)
    }

    func withBytes(_ body: (_ document: Span<UInt8>, _ ending: Span<UInt8>) -> Void) {
        row.withBytes(0) { document in
            row.withBytes(1) { ending in body(document, ending) }
        }
    }
}

extension StoredResource {
    /// Reads a row of `AnswerColumns.resource`.
    init(_ row: SQLRow) {
        self = ResourceRow(row: row, columns: .resource).stored
    }
}
