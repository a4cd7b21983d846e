/// A bulk request (RFC 7644 §3.7).
package struct BulkRequest: Sendable {
    package static let schema = "urn:ietf:params:scim:api:messages:2.0:BulkRequest"
    package static let responseSchema = "urn:ietf:params:scim:api:messages:2.0:BulkResponse"

    package var operations: [BulkOperation]
    /// After how many failures the rest is left undone, or `nil` to try everything.
    package let failOnErrors: Int?

    /// Reads the body of a POST to `/Bulk`; more operations than `maximumOperations` are 413.
    package init(parsing body: JSONObject, maximumOperations: Int) throws(SCIMError) {
        let urns = body.value(ofFolded: "schemas")?.array ?? []
        guard urns.contains(where: { $0.string?.equalsIgnoringCase(Self.schema) ?? false }) else {
            throw .invalidSyntax("a bulk request must say \"schemas\": [\"\(Self.schema)\"]")
        }
        guard let list = body.value(ofFolded: "Operations")?.array else {
            throw .invalidSyntax("'Operations' must be an array")
        }
        guard list.count <= maximumOperations else {
            throw .payloadTooLarge(
                "the request has \(list.count) operations: send at most \(maximumOperations) at a time"
            )
        }
        switch body.value(ofFolded: "failOnErrors") {
        case nil, .null?: failOnErrors = nil
        case let value?:
            guard let count = value.integer, count > 0 else {
                throw .invalidValue("'failOnErrors' must be a whole number from 1 on")
            }
            failOnErrors = Int(count)
        }
        operations = []
        for (index, element) in list.enumerated() {
            guard let object = element.object, let method = object.value(ofFolded: "method")?.string,
                let path = object.value(ofFolded: "path")?.string
            else { throw .invalidSyntax("'Operations[\(index)]' must be an object with 'method' and 'path'") }
            operations.append(
                BulkOperation(
                    method: method.uppercased(),
                    path: path,
                    bulkID: object.value(ofFolded: "bulkId")?.string,
                    version: object.value(ofFolded: "version")?.string,
                    data: object.value(ofFolded: "data")
                )
            )
        }
    }
}
