package import SCIM

/// A resource as it is stored.
package struct StoredResource: Sendable {
    package let id: String
    package let meta: Meta
    /// The document of `Resource.document`.
    package let document: [UInt8]
    /// The attributes that are not sent by default, or `nil` when there are none.
    package let unsent: [UInt8]?

    package init(id: String, meta: Meta, document: [UInt8], unsent: [UInt8]?) {
        self.id = id
        self.meta = meta
        self.document = document
        self.unsent = unsent
    }
}
