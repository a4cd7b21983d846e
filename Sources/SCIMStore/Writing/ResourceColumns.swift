internal import SCIM
internal import SCIMProvider

/// The columns that a change of a resource writes.
struct ResourceColumns {
    let document: [UInt8]
    let unsent: [UInt8]?
    private let meta: Meta
    /// The number of the journal's record of the change.
    private let change: Int64

    init(of resource: Resource, change: Int64) {
        document = resource.document.bytes
        unsent = resource.unsent?.bytes
        meta = resource.meta
        self.change = change
    }

    /// The values of version, created, lastModified, document, unsent and change.
    var values: [SQLValue] {
        [
            .integer(Int64(meta.version)), .integer(meta.created.microseconds),
            .integer(meta.lastModified.microseconds), .utf8(document), SQLValue(utf8: unsent),
            .integer(change),
        ]
    }

    func stored(_ resource: Resource, key: Int64) -> StoredResource {
        StoredResource(key: key, id: resource.id, meta: meta, document: document, unsent: unsent)
    }
}
