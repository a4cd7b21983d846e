/// One operation of a bulk request (RFC 7644 §3.7).
package struct BulkOperation: Sendable {
    /// The method, in capital letters.
    package let method: String
    package let path: String
    package let bulkID: String?
    package let version: String?
    package var data: JSON?
}
