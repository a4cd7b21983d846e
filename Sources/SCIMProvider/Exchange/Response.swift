package import HTTPTypes

/// What the web server sends back.
package struct Response: Sendable {
    /// The media type of SCIM (RFC 7644 §8.1); without a charset, which it does not define.
    package static let mediaType = "application/scim+json"

    package var status: HTTPResponse.Status
    /// Header fields beside `Content-Type`.
    package var fields: [(name: HTTPField.Name, value: String)]
    package var contentType: String
    /// JSON, or nothing at all.
    package var body: [UInt8]
    /// What operators are told of the request.
    package internal(set) var trace = RequestTrace()

    package init(
        status: HTTPResponse.Status,
        fields: [(name: HTTPField.Name, value: String)] = [],
        contentType: String = Response.mediaType,
        body: [UInt8] = [],
        rows: Int = 0
    ) {
        self.status = status
        self.fields = fields
        self.contentType = contentType
        self.body = body
        trace.rows = rows
    }
}
