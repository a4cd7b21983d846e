/// One step of a change to the members of a group.
///
/// Members are never part of a group's document, so a change costs what it changes and not what the group has.
package enum MemberChange: Sendable {
    /// Adds members; those that are members already stay as they are.
    case add([Member])
    /// Removes the members of these identifiers, as far as they are members.
    case remove([String])
    /// Removes the members that satisfy a filter on the values of `members`.
    case removeMatching(Filter)
    /// Makes these the only members.
    case replace([Member])
}
