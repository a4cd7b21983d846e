package import SCIM

/// Who causes a change and when, for the journal.
package struct Actor: Sendable {
    /// The token the request was authorized by, or `nil` for commands of the operator.
    package let tokenID: Int64?
    package let requestID: String?
    /// What the client calls itself.
    package let client: String?
    package let time: DateTime

    package init(tokenID: Int64?, requestID: String?, client: String? = nil, time: DateTime) {
        self.tokenID = tokenID
        self.requestID = requestID
        self.client = client
        self.time = time
    }
}
