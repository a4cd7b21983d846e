internal import SCIM
internal import SCIMProvider

// A writer reads what it has written so far.
extension SQLiteWriter {
    func credential(hash: [UInt8]) throws -> Credential? {
        try reader.credential(hash: hash)
    }

    func record(
        id: String,
        of type: ResourceType,
        in network: Network.Key,
        with relations: Relations
    ) throws -> StoredResource? {
        try reader.record(id: id, of: type, in: network, with: relations)
    }

    func load(_ relations: Relations, of resource: inout StoredResource, in network: Network.Key) throws {
        try reader.load(relations, of: &resource, in: network)
    }

    func hasMoreMembers(than count: Int, in resource: StoredResource) throws -> Bool {
        try reader.hasMoreMembers(than: count, in: resource)
    }

    func isChanged(_ id: String, by requestID: String, in network: Network.Key) throws -> Bool {
        try reader.isChanged(id, by: requestID, in: network)
    }

    func page(of query: ListQuery, in network: Network.Key) throws -> Page {
        try reader.page(of: query, in: network)
    }
}
