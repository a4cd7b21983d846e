import SCIMProvider

extension Provider {
    /// The answer to a request, once it is there.
    func respond(to request: Request) -> Response {
        let result = PendingResult<Response>()
        respond(to: request) { result.fulfill(.success($0)) }
        do { return try result.get() } catch { preconditionFailure("an answer is never a failure: \(error)") }
    }
}
