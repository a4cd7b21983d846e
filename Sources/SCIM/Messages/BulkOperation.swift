/// One operation of a Bulk request, as the client wrote it (RFC 7644 §3.7).
package struct BulkOperation: Sendable {
    /// The HTTP method, in capital letters.
    package let method: String
    /// The path below the base URL.
    package let path: String
    /// What the client calls the resource that the operation makes.
    package let bulkID: String?
    /// The entity tag that the resource must have.
    package let version: String?
    package let data: JSON?

    init(_ object: JSONObject) {
        method = object.value(ofFolded: "method")?.string?.uppercased() ?? ""
        path = object.value(ofFolded: "path")?.string ?? ""
        bulkID = object.value(ofFolded: "bulkId")?.string
        version = object.value(ofFolded: "version")?.string
        data = object.value(ofFolded: "data")
    }
}
