package import HTTPTypes

/// What the web server forwards of an HTTP request: the parts the service provider reads, and no others.
///
/// A class, because every step of an answer passes it on.
package final class Request: Sendable {
    package let method: HTTPRequest.Method
    /// The network that the URL names.
    package let network: String
    /// The Tenant URL without a slash at its end; `meta.location` and `$ref` begin with it.
    package let baseURL: String
    /// The path below the Tenant URL, percent-decoded.
    package let path: String
    /// The query as it was sent, without `?`.
    package let query: String
    package let authorization: String?
    package let contentType: String?
    /// What the body was packed with, which nobody unpacks here.
    package let contentEncoding: String?
    package let accept: String?
    package let ifMatch: String?
    package let ifNoneMatch: String?
    /// Tells requests apart in logs and in the journal.
    package let requestID: String?
    /// What the client calls itself (User-Agent, RFC 9110 §10.1.5).
    package let client: String?
    package let body: [UInt8]

    package init(
        method: HTTPRequest.Method,
        network: String,
        baseURL: String,
        path: String,
        query: String = "",
        authorization: String? = nil,
        contentType: String? = nil,
        contentEncoding: String? = nil,
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
        self.contentEncoding = contentEncoding
        self.accept = accept
        self.ifMatch = ifMatch
        self.ifNoneMatch = ifNoneMatch
        self.requestID = requestID
        self.client = client
        self.body = body
    }

    /// The request without its body, for those who keep it for long.
    package var withoutBody: Request {
        Request(
            method: method,
            network: network,
            baseURL: baseURL,
            path: path,
            query: query,
            authorization: authorization,
            contentType: contentType,
            contentEncoding: contentEncoding,
            accept: accept,
            ifMatch: ifMatch,
            ifNoneMatch: ifNoneMatch,
            requestID: requestID,
            client: client
        )
    }
}
