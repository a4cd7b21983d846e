internal import SCIM

/// The query that a cursor belongs to; with any other it is invalid.
struct CursorScope {
    /// The bytes that a cursor is sealed together with.
    let bytes: [UInt8]

    init(network: Network.Key, types: [ResourceType], search: SearchRequest) {
        let parts: [JSON] = [
            .number(JSONNumber(network.value)), .array(types.map { .string($0.name) }), .string(search.filter ?? ""),
            .string(search.sortBy ?? ""), .string(search.sortOrder?.lowercased() ?? ""),
        ]
        bytes = JSON.array(parts).bytes
    }
}
