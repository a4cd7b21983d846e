internal import SCIM

/// The conditions of a request on the version of a resource (RFC 7644 §3.14, RFC 9110 §13.1).
struct Preconditions: Sendable {
    private let ifMatch: String?
    private let ifNoneMatch: String?

    /// The conditions in the headers of a request.
    init(_ request: Request) {
        ifMatch = request.ifMatch
        ifNoneMatch = request.ifNoneMatch
    }

    /// The condition of an operation in a Bulk request (RFC 7644 §3.7).
    init(version: String?) {
        ifMatch = version
        ifNoneMatch = nil
    }

    /// Refuses to change a version that is not the one the client means.
    func checkForChange(_ meta: Meta) throws(SCIMError) {
        if let ifMatch, !ifMatch.names(meta.entityTag) {
            throw .preconditionFailed(
                "the resource is at version \(meta.entityTag), not \(ifMatch): read it again and repeat the change"
            )
        }
        if let ifNoneMatch, ifNoneMatch.names(meta.entityTag) {
            throw .preconditionFailed("the resource is at version \(meta.entityTag), which the request excludes")
        }
    }

    /// Whether the client has this version already; throws when it wants another one.
    func isUnchanged(_ meta: Meta) throws(SCIMError) -> Bool {
        if let ifMatch, !ifMatch.names(meta.entityTag) {
            throw .preconditionFailed("the resource is at version \(meta.entityTag), not \(ifMatch)")
        }
        return ifNoneMatch?.names(meta.entityTag) ?? false
    }
}

extension String {
    /// Whether a list of entity tags, or `*`, names a tag; weak and strong ones are not told apart.
    fileprivate func names(_ tag: String) -> Bool {
        split(separator: ",")
            .contains { item in
                let candidate = item.drop { $0 == " " }.prefix { $0 != " " }
                return candidate == "*" || candidate.opaque == Substring(tag).opaque
            }
    }
}

extension Substring {
    fileprivate var opaque: Substring {
        hasPrefix("W/") ? dropFirst(2) : self
    }
}
