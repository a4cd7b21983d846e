/// What operators are told of an answered request.
package struct RequestTrace: Sendable {
    /// What the request was, once its path is known to be served.
    package internal(set) var route: RouteName?
    /// Whose secret token it was authorized by.
    package internal(set) var credential: Credential?
    /// How many resources the answer has, or the request changed.
    package internal(set) var rows = 0
    /// What was refused: the request as a whole, or operations of a Bulk request.
    package internal(set) var refusals: [Refusal] = []
}
