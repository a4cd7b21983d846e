package import SCIM

/// Looks things up in one state of the store.
package protocol ResourceReader {
    /// What is known of a secret token, or `nil` when no network ever issued it.
    func credential(hash: [UInt8]) throws -> Credential?

    /// The resource of an identifier in a network, or `nil`.
    func record(
        id: String,
        of type: ResourceType,
        in network: Network.Key,
        with relations: Relations
    ) throws -> StoredResource?

    /// Reads relations of a resource that was read or written without them.
    func load(_ relations: Relations, of resource: inout StoredResource, in network: Network.Key) throws

    /// Whether a group has more members than a number.
    func hasMoreMembers(than count: Int, in resource: StoredResource) throws -> Bool

    /// Whether a request has created, changed or deleted the resource of an identifier.
    func isChanged(_ id: String, by requestID: String, in network: Network.Key) throws -> Bool

    /// The resources that a query selects, in its order.
    func page(of query: ListQuery, in network: Network.Key) throws -> Page
}
