/// The envelope of query results (RFC 7644 §3.4.2).
package struct ListResponse: Sendable {
    package static let schema = "urn:ietf:params:scim:api:messages:2.0:ListResponse"

    private static let beginning = Array(#"{"schemas":["\#(schema)"],"totalResults":"#.utf8)

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

    /// Appends the envelope with its resources, each of which `write` appends as JSON by its index.
    package func write(into bytes: inout [UInt8], _ write: (Int, inout [UInt8]) throws -> Void) rethrows {
        bytes.append(contentsOf: Self.beginning)
        bytes.append(contentsOf: String(totalResults).utf8)
        if let startIndex {
            bytes.append(contentsOf: #","startIndex":"#.utf8)
            bytes.append(contentsOf: String(startIndex).utf8)
        }
        bytes.append(contentsOf: #","itemsPerPage":"#.utf8)
        bytes.append(contentsOf: String(itemsPerPage).utf8)
        for cursor in cursors {
            bytes.append(UInt8(ascii: ","))
            bytes.append(jsonText: cursor.name)
            bytes.append(UInt8(ascii: ":"))
            cursor.value.write(into: &bytes)
        }
        bytes.append(contentsOf: #","Resources":["#.utf8)
        for index in 0..<itemsPerPage {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            try write(index, &bytes)
        }
        bytes.append(contentsOf: "]}".utf8)
    }
}
