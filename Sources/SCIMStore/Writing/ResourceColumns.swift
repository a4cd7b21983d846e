internal import SCIM
internal import SCIMProvider

/// The columns that a change of a resource writes.
struct ResourceColumns {
    private let revision: Revision
    /// The number of the journal's record of the change.
    private let change: Int64

    init(of revision: Revision, change: Int64) {
        self.revision = revision
        self.change = change
    }

    /// The values of version, created, lastModified, document, ending, unsent and change.
    var values: [SQLValue] {
        let meta = revision.resource.meta
        return [
            .integer(Int64(meta.version)), .integer(meta.created.microseconds),
            .integer(meta.lastModified.microseconds), .utf8(revision.document), .utf8(revision.ending),
            SQLValue(utf8: revision.unsent), .integer(change),
        ]
    }
}

extension Revision {
    /// What is read of a resource after this state of it was stored.
    func stored(key: Int64) -> StoredResource {
        StoredResource(
            key: key,
            id: resource.id,
            meta: resource.meta,
            document: document,
            ending: ending,
            unsent: unsent
        )
    }
}
