internal import SCIM

/// An operation of a Bulk request that has been read.
struct BulkStep: Sendable {
    let operation: BulkOperation
    /// The change to make, or why there is none.
    let change: Result<Change, any Error>
    /// The indexes of the operations that make what this one refers to.
    let references: [Int]
}
