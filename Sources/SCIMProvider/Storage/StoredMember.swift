/// A member of a group as it is stored.
package struct StoredMember: Sendable {
    package let id: String
    /// The name of the member's resource type, or `nil` while nobody has the identifier.
    package let type: String?
    package let display: String?

    package init(id: String, type: String?, display: String?) {
        self.id = id
        self.type = type
        self.display = display
    }
}
