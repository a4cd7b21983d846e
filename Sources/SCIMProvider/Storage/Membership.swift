/// A group that a resource belongs to.
package struct Membership: Sendable {
    /// The identifier of the group.
    package let id: String
    /// The name of the group's resource type.
    package let type: String
    package let display: String?
    /// Whether the resource is a member itself, and not only through another group.
    package let isDirect: Bool

    package init(id: String, type: String, display: String?, isDirect: Bool) {
        self.id = id
        self.type = type
        self.display = display
        self.isDirect = isDirect
    }
}
