/// What is read with a resource beside its document.
package struct Relations: Sendable {
    /// The members of a group.
    package var members: Bool
    /// The groups that a resource is in.
    package var memberships: Bool

    package init(members: Bool = false, memberships: Bool = false) {
        self.members = members
        self.memberships = memberships
    }
}
