/// The envelope of query results (RFC 7644 §3.4.2).
///
/// Its counts stand behind the resources: they are known once those are written, and nothing has to be moved.
package struct ListResponse: Sendable {
    package static let schema = "urn:ietf:params:scim:api:messages:2.0:ListResponse"

    /// What an answer begins with; the resources follow, with commas between them.
    package static let beginning = Array(#"{"schemas":["\#(schema)"],"Resources":["#.utf8)

    private let totalResults: Int
    private let startIndex: Int?
    private let itemsPerPage: Int
    /// The cursors of neighbouring pages (RFC 9865 §2).
    private let cursors: [JSONObject.Member]

    package init(totalResults: Int, startIndex: Int?, itemsPerPage: Int, cursors: [JSONObject.Member] = []) {
        self.totalResults = totalResults
        self.startIndex = startIndex
        self.itemsPerPage = itemsPerPage
        self.cursors = cursors
    }

    /// Appends what stands behind the resources.
    package func writeEnd(into bytes: inout [UInt8]) {
        bytes.append(literal: #"],"totalResults":"#)
        bytes.append(decimal: totalResults)
        if let startIndex {
            bytes.append(literal: #","startIndex":"#)
            bytes.append(decimal: startIndex)
        }
        bytes.append(literal: #","itemsPerPage":"#)
        bytes.append(decimal: itemsPerPage)
        for cursor in cursors {
            bytes.append(UInt8(ascii: ","))
            bytes.append(jsonText: cursor.name)
            bytes.append(UInt8(ascii: ":"))
            cursor.value.write(into: &bytes)
        }
        bytes.append(UInt8(ascii: "}"))
    }
}
