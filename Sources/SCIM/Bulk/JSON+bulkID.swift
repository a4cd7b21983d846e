extension JSON {
    /// The value with each `bulkId:NAME` replaced by what `resolve` gives for the name (RFC 7644 §3.7.2).
    package func resolvingBulkIDs(_ resolve: (String) -> String?) -> JSON {
        switch self {
        case .string(let text):
            guard let id = text.resolvedBulkID(resolve) else { return self }
            return .string(id)
        case .array(let values):
            return .array(values.map { $0.resolvingBulkIDs(resolve) })
        case .object(let object):
            return .object(
                JSONObject(object.members.map { .init(name: $0.name, value: $0.value.resolvingBulkIDs(resolve)) })
            )
        default:
            return self
        }
    }
}

extension String {
    /// The identifier that the text stands for when it is `bulkId:NAME` and the name is known.
    package func resolvedBulkID(_ resolve: (String) -> String?) -> String? {
        guard hasPrefixIgnoringCase("bulkId:") else { return nil }
        return resolve(String(dropFirst("bulkId:".count)))
    }
}
