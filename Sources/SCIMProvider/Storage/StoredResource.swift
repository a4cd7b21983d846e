package import SCIM

/// A resource as it is stored, with the relations that were asked for.
package struct StoredResource: Sendable {
    /// What the store orders resources by; it grows with each new one.
    package let key: Int64
    package let id: String
    package let meta: Meta
    /// The document of `Resource.document`.
    package let document: [UInt8]
    /// `Resource.ending`.
    package let ending: [UInt8]
    /// The attributes that are not sent by default, or `nil` when there are none.
    package let unsent: [UInt8]?
    /// The members, when they were asked for and the resource has some.
    package var members: [StoredMember]
    /// The groups the resource is a member of, when they were asked for.
    package var memberships: [Membership]

    package init(
        key: Int64,
        id: String,
        meta: Meta,
        document: [UInt8],
        ending: [UInt8],
        unsent: [UInt8]?,
        members: [StoredMember] = [],
        memberships: [Membership] = []
    ) {
        self.key = key
        self.id = id
        self.meta = meta
        self.document = document
        self.ending = ending
        self.unsent = unsent
        self.members = members
        self.memberships = memberships
    }
}

extension StoredResource: ResourceView {
    package var stored: StoredResource {
        self
    }

    package var hasRelations: Bool {
        !members.isEmpty || !memberships.isEmpty
    }

    package var documentSize: Int {
        document.count + (unsent?.count ?? 0)
    }

    package func withBytes(_ body: (_ document: Span<UInt8>, _ ending: Span<UInt8>) -> Void) {
        body(document.span, ending.span)
    }
}
