package import SCIM

/// A refused request as the journal keeps it.
package struct RefusalRecord: Sendable {
    package let refusal: Refusal
    /// The network that the URL names, or the one of the secret token.
    package let network: String
    package let tokenID: Int64?
    package let requestID: String?
    package let client: String?
    package let time: DateTime

    package init(_ refusal: Refusal, of request: Request, _ trace: RequestTrace, at time: DateTime) {
        self.refusal = refusal
        self.time = time
        network = trace.credential?.network.name ?? request.network
        tokenID = trace.credential?.tokenID
        requestID = request.requestID
        client = request.client?.withoutSecrets
    }
}
