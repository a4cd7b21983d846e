package import SCIM

/// Changes the store inside one transaction; each change is recorded in the journal by the store itself.
package protocol ResourceWriter: ResourceReader {
    /// Stores a new resource.
    ///
    /// Throws `TakenValue` when a value that must be unique belongs to another resource of the type.
    func insert(_ resource: Resource, in network: Network.Key, by actor: Actor) throws

    /// Stores the new state of a resource, under the same conditions.
    func update(_ resource: Resource, from old: Resource, in network: Network.Key, by actor: Actor) throws

    /// Removes a resource.
    func delete(_ resource: Resource, in network: Network.Key, by actor: Actor) throws
}
