/// A failure that is reported to the client, in the form RFC 7644 §3.12 gives it.
///
/// Errors are made by factories only, so that a `scimType` never meets a status it does not belong to:
///
/// ```swift
/// throw SCIMError.invalidValue("'active' must be true or false")
/// ```
package struct SCIMError: Error, Hashable, Sendable {
    /// The HTTP status the answer carries.
    package let status: Int
    /// The keyword of the failure, for the statuses that have one.
    package let scimType: SCIMType?
    /// What is wrong and what to change, for the administrator who reads the provider's log; it repeats no secrets.
    package let detail: String
    /// When the client may try again, in seconds.
    package let retryAfter: Int?

    private init(_ status: Int, _ scimType: SCIMType? = nil, _ detail: String, retryAfter: Int? = nil) {
        self.status = status
        self.scimType = scimType
        self.detail = detail.withoutSecrets
        self.retryAfter = retryAfter
    }
}

extension SCIMError {
    /// An error that was told earlier, as it was recorded.
    package init(recorded status: Int, _ scimType: SCIMType?, _ detail: String) {
        self.init(status, scimType, detail)
    }
}

// The keywords of RFC 7644 §3.12, table 9.
extension SCIMError {
    /// The filter is malformed, or compares what cannot be compared.
    package static func invalidFilter(_ detail: String) -> Self { Self(400, .invalidFilter, detail) }
    /// More results than the server is willing to process.
    package static func tooMany(_ detail: String) -> Self { Self(400, .tooMany, detail) }
    /// A value is taken by another resource.
    package static func uniqueness(_ detail: String) -> Self { Self(409, .uniqueness, detail) }
    /// The attribute may not be changed.
    package static func mutability(_ detail: String) -> Self { Self(400, .mutability, detail) }
    /// The body is not JSON, or not of the form the request needs.
    package static func invalidSyntax(_ detail: String) -> Self { Self(400, .invalidSyntax, detail) }
    /// The path of a PATCH operation is malformed or names no attribute.
    package static func invalidPath(_ detail: String) -> Self { Self(400, .invalidPath, detail) }
    /// The path of a PATCH operation matches nothing that could be changed.
    package static func noTarget(_ detail: String) -> Self { Self(400, .noTarget, detail) }
    /// A value is missing or not of the attribute's type.
    package static func invalidValue(_ detail: String) -> Self { Self(400, .invalidValue, detail) }
    /// The protocol version is not served.
    package static func invalidVersion(_ detail: String) -> Self { Self(400, .invalidVers, detail) }
    /// The request would put personal information into a URI.
    package static func sensitive(_ detail: String) -> Self { Self(403, .sensitive, detail) }
}

// The keywords of RFC 9865 §3.
extension SCIMError {
    /// The cursor is not one of this query's.
    package static func invalidCursor(_ detail: String) -> Self { Self(400, .invalidCursor, detail) }
    /// The cursor was valid once.
    package static func expiredCursor(_ detail: String) -> Self { Self(400, .expiredCursor, detail) }
    /// The page size cannot be used with a cursor.
    package static func invalidCount(_ detail: String) -> Self { Self(400, .invalidCount, detail) }
}

// The statuses without a keyword.
extension SCIMError {
    /// The secret token is missing or not accepted.
    package static func unauthorized(_ detail: String) -> Self { Self(401, nil, detail) }
    /// The request is understood and refused.
    package static func forbidden(_ detail: String) -> Self { Self(403, nil, detail) }
    /// There is no such resource or endpoint.
    package static func notFound(_ detail: String) -> Self { Self(404, nil, detail) }
    /// The endpoint does not serve the method.
    package static func methodNotAllowed(_ detail: String) -> Self { Self(405, nil, detail) }
    /// What the request refers to could not be made.
    package static func conflict(_ detail: String) -> Self { Self(409, nil, detail) }
    /// The service does not offer what the request asks for.
    package static func notImplemented(_ detail: String) -> Self { Self(501, nil, detail) }
    /// The resource's version is not the one the client asked for.
    package static func preconditionFailed(_ detail: String) -> Self { Self(412, nil, detail) }
    /// The body, or the bulk request, is larger than announced.
    package static func payloadTooLarge(_ detail: String) -> Self { Self(413, nil, detail) }
    /// The body is not declared to be JSON.
    package static func unsupportedMediaType(_ detail: String) -> Self { Self(415, nil, detail) }
    /// The client asks for more than its share.
    package static func tooManyRequests(_ detail: String, retryAfter: Int) -> Self {
        Self(429, nil, detail, retryAfter: retryAfter)
    }
    /// A failure of the server's own; it says nothing of its cause.
    package static let unexpected = Self(
        500,
        nil,
        "The service failed in a way it did not expect; the request was not carried out. Its operator finds the cause "
            + "in the log under the time of this request."
    )
    /// The store cannot answer now; the request can be repeated as it is.
    package static func unavailable(_ detail: String) -> Self { Self(503, nil, detail, retryAfter: 5) }
}
