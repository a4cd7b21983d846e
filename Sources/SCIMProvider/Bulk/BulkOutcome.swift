internal import SCIM

/// How an operation of a Bulk request ended.
enum BulkOutcome: Sendable {
    /// The change is made; the tag is that of the resource, which has none once it is gone.
    case done(entityTag: String?)
    case failed(SCIMError)

    var isFailure: Bool {
        guard case .failed = self else { return false }
        return true
    }
}
