internal import HTTPTypes
package import SCIM

extension Response {
    /// The answer that refuses a request, and tells operators so.
    package init(refusing request: Request, _ error: SCIMError) {
        self.init(error)
        trace.refusals = [Refusal(request, error)]
    }

    /// The answer that reports a failure.
    package init(_ error: SCIMError) {
        self.init(status: HTTPResponse.Status(code: error.status), body: error.document.bytes)
        if error.status == 401 {
            fields.append((.wwwAuthenticate, "Bearer realm=\"SCIM\""))
        }
        if let seconds = error.retryAfter {
            fields.append((.retryAfter, String(seconds)))
        }
    }
}
