internal import SCIM
internal import SCIMProvider

// A writer reads what it has written so far.
extension SQLiteWriter {
    func record(id: String, of type: ResourceType, with relations: Relations) throws -> StoredResource? {
        try reader.record(id: id, of: type, with: relations)
    }

    func typeName(of id: String) throws -> String? {
        try reader.typeName(of: id)
    }

    func load(_ relations: Relations, of resource: inout StoredResource) throws {
        try reader.load(relations, of: &resource)
    }

    func hasMoreMembers(than count: Int, in resource: StoredResource) throws -> Bool {
        try reader.hasMoreMembers(than: count, in: resource)
    }

    func isChanged(_ id: String, by requestID: String, since instant: DateTime) throws -> Bool {
        try reader.isChanged(id, by: requestID, since: instant)
    }

    func page(of query: ListQuery, _ body: (any ResourceView, Int) throws -> Void) throws -> Page {
        try reader.page(of: query, body)
    }
}
