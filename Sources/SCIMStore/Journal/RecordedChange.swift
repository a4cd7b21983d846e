package import SCIM
package import SCIMProvider

/// A change of a resource with its place in the order of all.
package struct RecordedChange: Sendable {
    /// The number of the change; later changes have higher ones.
    package let seq: Int64
    package let time: DateTime
    package let change: ResourceChange
}
