package import SCIM

/// Looks things up in one state of a network.
package protocol ResourceReader {
    /// The resource of an identifier, or `nil`.
    func record(id: String, of type: ResourceType, with relations: Relations) throws -> StoredResource?

    /// The name of the type of the resource that has an identifier, or `nil` when there is none.
    func typeName(of id: String) throws -> String?

    /// Reads relations of a resource that was read or written without them.
    func load(_ relations: Relations, of resource: inout StoredResource) throws

    /// Whether a group has more members than a number.
    func hasMoreMembers(than count: Int, in resource: StoredResource) throws -> Bool

    /// Whether a request has created, changed or deleted the resource of an identifier since an instant; it need not be
    /// found behind many later changes.
    func isChanged(_ id: String, by requestID: String, since instant: DateTime) throws -> Bool

    /// Gives `body` the resources that a query selects, in its order, each with the number of the query's part that
    /// selects it. Throws `SlowQuery` where the query must be quick and is not.
    func page(of query: ListQuery, _ body: (any ResourceView, _ part: Int) throws -> Void) throws -> Page
}
