/// The way in which an operation names a resource that another one of the same request makes (RFC 7644 §3.7.2).
package enum BulkReference {
    private static let prefix = "bulkId:"

    /// The `bulkId` that text refers to, or `nil` when the text is no reference.
    package static func bulkID(in text: some StringProtocol) -> String? {
        guard text.hasPrefixIgnoringCase(prefix) else { return nil }
        return String(text.dropFirst(prefix.count))
    }
}

extension JSON {
    /// The value with what `resolve` makes of each `bulkId` in place of the references to it.
    package func resolvingBulkReferences(
        _ resolve: (String) throws(SCIMError) -> String
    ) throws(SCIMError) -> JSON {
        switch self {
        case .string(let text):
            guard let bulkID = BulkReference.bulkID(in: text) else { return self }
            return .string(try resolve(bulkID))
        case .array(let values):
            var resolved: [JSON] = []
            resolved.reserveCapacity(values.count)
            for value in values { resolved.append(try value.resolvingBulkReferences(resolve)) }
            return .array(resolved)
        case .object(let object):
            return .object(try object.resolvingBulkReferences(resolve))
        case .null, .bool, .number:
            return self
        }
    }
}

extension JSONObject {
    /// The object with what `resolve` makes of each `bulkId` in place of the references to it.
    package func resolvingBulkReferences(
        _ resolve: (String) throws(SCIMError) -> String
    ) throws(SCIMError) -> JSONObject {
        var resolved: [Member] = []
        resolved.reserveCapacity(members.count)
        for member in members {
            resolved.append(Member(name: member.name, value: try member.value.resolvingBulkReferences(resolve)))
        }
        return JSONObject(resolved)
    }
}
