package import HTTPTypes

/// What the web server forwards of an HTTP request: the parts the service provider reads, and no others.
package struct Request: Sendable {
    package var method: HTTPRequest.Method
    /// The network that the URL names.
    package var network: String
    /// The Tenant URL without a slash at its end; `meta.location` and `$ref` begin with it.
    package var baseURL: String
    /// The path below the Tenant URL, percent-decoded.
    package var path: String
    /// The query as it was sent, without `?`.
    package var query: String
    package var authorization: String?
    package var contentType: String?
    package var accept: String?
    package var ifMatch: String?
    package var ifNoneMatch: String?
    /// Tells requests apart in logs and in the journal.
    package var requestID: String?
    /// What the client calls itself (User-Agent, RFC 9110 §10.1.5).
    package var client: String?
    package var body: [UInt8]

    package init(
        method: HTTPRequest.Method,
        network: String,
        baseURL: String,
        path: String,
        query: String = "",
        authorization: String? = nil,
        contentType: String? = nil,
        accept: String? = nil,
        ifMatch: String? = nil,
        ifNoneMatch: String? = nil,
        requestID: String? = nil,
        client: String? = nil,
        body: [UInt8] = []
    ) {
        self.method = method
        self.network = network
        self.baseURL = baseURL
        self.path = path
        self.query = query
        self.authorization = authorization
        self.contentType = contentType
        self.accept = accept
        self.ifMatch = ifMatch
        self.ifNoneMatch = ifNoneMatch
        self.requestID = requestID
        self.client = client
        self.body = body
    }
}
