internal import SCIM

/// A change of one resource that has been read and checked as far as its request alone tells.
///
/// What takes long or can fail for the request's own sake is done before, so that a transaction holds only what depends
/// on the state of the store.
struct Change: Sendable {
    let type: ResourceType
    let id: String
    /// Makes the change, counting what it looks through, and gives what the resource is then; `nil` when it is gone.
    let perform: @Sendable (any ResourceWriter, PatchEffort) throws -> StoredResource?
}
