/// What a check of the database found.
package struct CheckReport: Hashable, Sendable {
    /// What is wrong, one sentence each.
    package var findings: [String] = []
    package var resources = 0
    package var values = 0
    package var changes = 0
}
