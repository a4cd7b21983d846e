/// A stored resource where it lies, with the relations that were asked for.
///
/// A page is written into its answer from the rows of the store, which hold these only while they are shown: what is to
/// be kept is `stored`.
package protocol ResourceView {
    /// What the store orders resources by; it grows with each new one.
    var key: Int64 { get }
    /// The members, when they were asked for and the resource has some.
    var members: [StoredMember] { get }
    /// The groups the resource is a member of, when they were asked for.
    var memberships: [Membership] { get }
    /// Whether there are any of both, which is asked for each resource of a page.
    var hasRelations: Bool { get }
    /// How many bytes the document has, with the attributes that are not sent by default.
    var documentSize: Int { get }
    /// All of it, in memory of its own; not to be asked for where a query does without it (`ListQuery.Part.readsUnsent`).
    var stored: StoredResource { get }

    /// Gives `body` the document of `Resource.document`, and `Resource.ending`.
    func withBytes(_ body: (_ document: Span<UInt8>, _ ending: Span<UInt8>) -> Void)
}
