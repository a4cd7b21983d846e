package import SCIM

/// Changes a network inside one transaction; each change is recorded in the journal by the store itself.
package protocol ResourceWriter: ResourceReader {
    /// The network, by whose settings the changes are made.
    var network: Network { get }

    /// Stores a new resource with its members.
    ///
    /// Throws `TakenValue` when a value that must be unique belongs to another resource of the type; nothing is written
    /// then.
    func insert(_ revision: Revision, members: [Member], by actor: Actor) throws -> StoredResource

    /// Whether a state of a resource is still the latest.
    func isCurrent(_ stored: StoredResource) throws -> Bool

    /// Stores the new state of a resource and changes its members, under the same conditions; the old state must be the
    /// latest.
    ///
    /// Version and time move on only when something is different afterwards. What looking through members takes counts
    /// towards `effort`.
    func update(_ amendment: Amendment, by actor: Actor, spending effort: PatchEffort) throws -> StoredResource

    /// Removes a resource, and the resource from all groups; `old` is what `stored` holds.
    func delete(_ stored: StoredResource, _ old: Resource, by actor: Actor) throws

    /// Removes a resource from all that clients see, as `delete` does, and keeps it disabled.
    func retire(_ stored: StoredResource, _ old: Resource, by actor: Actor) throws

    /// The kept resource of the person that a new one is about, or `nil`.
    ///
    /// It is the same person by `externalId` or, where one of them has none, by `userName`.
    func retired(like resource: Resource) throws -> StoredResource?

    /// Makes a kept resource a new one under its old identifier, under the conditions of `insert`.
    func restore(_ stored: StoredResource, as resource: Resource, by actor: Actor) throws -> StoredResource

    /// Runs `body`, and undoes what it did when it throws.
    func attempt<Result>(_ body: () throws -> Result) throws -> Result
}
