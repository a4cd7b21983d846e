/// A member of a group, as a client names it.
package struct Member: Hashable, Sendable {
    /// The identifier of the member.
    package let id: String
    /// What the client calls the member.
    package let display: String?

    package init(id: String, display: String? = nil) {
        self.id = id
        self.display = display
    }

    /// Takes a member from a value of the attribute `members`, or `nil` when the value names nobody.
    package init?(_ value: JSON) {
        guard let id = value.object?["value"]?.string, !id.isEmpty else { return nil }
        self.init(id: id, display: value.object?["display"]?.string)
    }
}
