/// What the deletion of a user by a client does.
package enum Deletion: String, CaseIterable, Sendable {
    /// The user is gone, but for the journal.
    case delete
    /// To clients the user is gone; the store keeps the resource, disabled, for the day the person comes back.
    case disable
}
