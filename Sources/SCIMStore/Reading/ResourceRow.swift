internal import SCIM
internal import SCIMProvider

/// A row of a query for resources.
struct ResourceRow: ResourceView {
    let row: SQLRow
    let columns: AnswerColumns
    /// `nil` when there are none, as for most resources: then there is nothing to be counted and copied.
    var relations: LoadedRelations?

    /// Zero where it is not read.
    var key: Int64 {
        columns.contains(.key) ? row.integer(columns.place(of: .key)) : 0
    }

    /// Whether the resource is in any group, where that is read.
    var isMember: Bool {
        row.integer(columns.place(of: .isMember)) == 1
    }

    var meta: Meta {
        Meta(created: row.instant(2), lastModified: row.instant(3), version: Int(row.integer(1)))
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

    var stored: StoredResource {
        StoredResource(
            key: key,
            id: row.text(0),
            meta: meta,
            document: row.bytes(4),
            unsent: columns.contains(.unsent) ? row.optional(columns.place(of: .unsent), row.bytes) : nil,
            members: members,
            memberships: memberships
        )
    }

    var documentSize: Int {
        row.size(4) + (columns.contains(.unsent) ? row.size(columns.place(of: .unsent)) : 0)
    }

    func withBytes(_ body: (_ id: Span<UInt8>, _ document: Span<UInt8>) -> Void) {
        row.withBytes(0) { id in
            row.withBytes(4) { document in body(id, document) }
        }
    }
}

extension StoredResource {
    /// Reads a row of `AnswerColumns.resource`.
    init(_ row: SQLRow) {
        self = ResourceRow(row: row, columns: .resource).stored
    }
}
