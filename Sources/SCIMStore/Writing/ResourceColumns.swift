internal import SCIM
internal import SCIMProvider

/// The columns that a change of a resource writes.
struct ResourceColumns {
    let document: [UInt8]
    let unsent: [UInt8]?
    private let meta: Meta

    init(of resource: Resource) {
        document = resource.document.bytes
        unsent = resource.unsent?.bytes
        meta = resource.meta
    }

    /// The values of version, created, lastModified, document and unsent.
    var values: [SQLValue] {
        [
            .integer(Int64(meta.version)), .integer(meta.created.microseconds),
            .integer(meta.lastModified.microseconds), .utf8(document), SQLValue(utf8: unsent),
        ]
    }

    func stored(_ resource: Resource, key: Int64) -> StoredResource {
        StoredResource(key: key, id: resource.id, meta: meta, document: document, unsent: unsent)
    }
}
