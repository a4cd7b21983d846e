internal import SCIM
internal import SCIMProvider

/// A row of the columns of `SQLiteReader.resourceColumns`.
struct ResourceRow: ResourceView {
    let row: SQLRow
    let members: [StoredMember]
    let memberships: [Membership]

    var key: Int64 {
        row.integer(6)
    }

    var meta: Meta {
        Meta(created: row.instant(2), lastModified: row.instant(3), version: Int(row.integer(1)))
    }

    var stored: StoredResource {
        StoredResource(
            key: key,
            id: row.text(0),
            meta: meta,
            document: row.bytes(4),
            unsent: row.optional(5, row.bytes),
            members: members,
            memberships: memberships
        )
    }

    var documentSize: Int {
        row.size(4) + row.size(5)
    }

    func withBytes(_ body: (_ id: Span<UInt8>, _ document: Span<UInt8>) -> Void) {
        row.withBytes(0) { id in
            row.withBytes(4) { document in body(id, document) }
        }
    }
}

extension StoredResource {
    /// Reads the columns of `SQLiteReader.resourceColumns`.
    init(_ row: SQLRow) {
        self = ResourceRow(row: row, members: [], memberships: []).stored
    }
}
