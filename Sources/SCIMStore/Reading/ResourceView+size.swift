internal import SCIMProvider

// Here, and not where the protocol is, for it is asked for each resource of a page, and the compiler sees which kind it is.
extension ResourceView {
    /// About how many bytes an answer has with all of the resource.
    var size: Int {
        320 + documentSize + (hasRelations ? 200 * (members.count + memberships.count) : 0)
    }
}
