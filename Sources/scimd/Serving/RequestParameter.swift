internal import FastCGI

/// The parameters that the shipped web server configuration passes and scimd reads.
enum RequestParameter: Int, CaseIterable {
    case endpoint
    case method
    case network
    case baseURL
    case path
    case query
    case authorization
    case contentType
    case contentEncoding
    case contentLength
    case accept
    case ifMatch
    case ifNoneMatch
    case requestID
    case client

    private var name: StaticString {
        switch self {
        case .endpoint: "SCIMD_ENDPOINT"
        case .method: "REQUEST_METHOD"
        case .network: "SCIM_NETWORK"
        case .baseURL: "SCIM_BASE_URL"
        case .path: "SCIM_PATH"
        case .query: "QUERY_STRING"
        case .authorization: "HTTP_AUTHORIZATION"
        case .contentType: "CONTENT_TYPE"
        case .contentEncoding: "HTTP_CONTENT_ENCODING"
        case .contentLength: "CONTENT_LENGTH"
        case .accept: "HTTP_ACCEPT"
        case .ifMatch: "HTTP_IF_MATCH"
        case .ifNoneMatch: "HTTP_IF_NONE_MATCH"
        case .requestID: "SCIM_REQUEST_ID"
        case .client: "HTTP_USER_AGENT"
        }
    }

    static let names = ParameterNames(allCases.map(\.name))
}

extension ParameterValues {
    /// The value of one of `RequestParameter.names`.
    subscript(_ parameter: RequestParameter) -> String? {
        self[parameter.rawValue]
    }
}
