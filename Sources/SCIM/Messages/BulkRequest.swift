/// Many changes in one request (RFC 7644 §3.7).
package struct BulkRequest: Sendable {
    package static let schema = "urn:ietf:params:scim:api:messages:2.0:BulkRequest"

    /// After how many failed operations the rest is left undone, or `nil` when never.
    package let failOnErrors: Int?
    package let operations: [BulkOperation]

    /// Reads the body of a request.
    package init(parsing body: JSONObject, maximumOperations: Int) throws(SCIMError) {
        let urns = body.value(ofFolded: "schemas")?.array ?? []
        guard urns.contains(where: { $0.string?.equalsIgnoringCase(Self.schema) ?? false }) else {
            throw .invalidSyntax("a Bulk request must say \"schemas\": [\"\(Self.schema)\"]")
        }
        switch body.value(ofFolded: "failOnErrors") {
        case nil, .null?:
            failOnErrors = nil
        case let value?:
            guard let number = value.integer, number >= 1 else {
                throw .invalidValue("'failOnErrors' must be a whole number from 1, not \(value.kind)")
            }
            failOnErrors = Int(number)
        }
        guard let list = body.value(ofFolded: "Operations")?.array, !list.isEmpty else {
            throw .invalidSyntax("'Operations' must be an array of at least one operation")
        }
        guard list.count <= maximumOperations else {
            throw .payloadTooLarge(
                "the request has \(list.count) operations, where \(maximumOperations) are possible: send the rest in "
                    + "another request"
            )
        }
        var operations: [BulkOperation] = []
        operations.reserveCapacity(list.count)
        for (index, element) in list.enumerated() {
            guard let object = element.object else {
                throw .invalidSyntax("'Operations[\(index)]' must be an object with 'method' and 'path'")
            }
            operations.append(BulkOperation(object))
        }
        self.operations = operations
    }
}
