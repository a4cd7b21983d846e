internal import HTTPTypes
package import SCIM

/// A request, or an operation of a Bulk request, that was not carried out.
package struct Refusal: Sendable {
    /// The method and the path as they were sent: `PATCH /Users/2819c223`.
    package let target: String
    /// Who it was about, as far as it says: a userName, a displayName, or the filter of a search.
    package let subject: String?
    package let error: SCIMError

    package init(target: String, subject: String?, error: SCIMError) {
        self.target = target.withoutSecrets
        self.subject = subject?.withoutSecrets
        self.error = error
    }
}

extension Refusal {
    /// How much of what a client sent is kept.
    private static let maximumLength = 300

    init(_ request: Request, _ error: SCIMError) {
        self.init(
            target: "\(request.method.rawValue) \(request.path)".shortened(to: Self.maximumLength),
            // What comes without a valid token, or too often, is not even read.
            subject: [401, 429].contains(error.status) ? nil : request.subject?.shortened(to: Self.maximumLength),
            error: error
        )
    }
}

extension Request {
    /// How many bytes of a body are read once more to say who the request was about.
    private static let maximumReadBody = 64 << 10

    /// Who the request is about: a change says it in its body, a search in its filter.
    fileprivate var subject: String? {
        if method == .get { return try? QueryParameters(query)["filter"] }
        return body.count > Self.maximumReadBody ? nil : (try? JSONObject(body: body))?.subject
    }
}

extension JSONObject {
    /// The name of the resource that the object describes or changes.
    var subject: String? {
        for name in ["userName", "displayName"] {
            if let text = value(ofFolded: name)?.string { return text }
        }
        return nil
    }
}

extension String {
    fileprivate func shortened(to count: Int) -> String {
        utf8.count <= count ? self : String(prefix(count)) + "…"
    }
}
