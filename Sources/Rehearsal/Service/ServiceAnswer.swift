package import SCIM

/// What the SCIM endpoint answered.
package struct ServiceAnswer: Sendable {
    package let status: Int
    /// Fields by their names in lower case.
    package let headers: [String: String]
    package let body: [UInt8]
    /// The body, when it is JSON.
    package let json: JSON?

    package init(status: Int, headers: [String: String], body: [UInt8]) {
        self.status = status
        self.headers = headers
        self.body = body
        json = try? JSON(parsing: body)
    }

    /// The members of the body, when it is an object.
    var object: JSONObject? {
        json?.object
    }

    /// Whether the request was carried out.
    var isSuccess: Bool {
        (200..<300).contains(status)
    }

    /// What the server says of a failure, or the start of what it sent.
    package var detail: String {
        if let detail = object?.value(ofFolded: "detail")?.string, !detail.isEmpty { return detail }
        let text = String(decoding: body.prefix(200), as: UTF8.self)
        return text.isEmpty ? "no body" : text
    }

    /// How many seconds are waited at most, whatever the server says.
    private static let longestRetryAfter = 300.0

    /// In how many seconds the server wants to be asked again.
    var retryAfter: Double? {
        guard let seconds = headers["retry-after"].flatMap({ Double($0) }), seconds >= 0 else { return nil }
        return min(seconds, Self.longestRetryAfter)
    }
}
