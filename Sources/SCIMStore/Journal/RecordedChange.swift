package import SCIM

/// A change of a resource as the journal has it, with the state it left behind.
package struct RecordedChange: Sendable {
    /// What was done to the resource.
    package enum Operation: String, Sendable {
        case create
        case update
        case delete
    }

    /// The number of the change; later changes have higher ones.
    package let seq: Int64
    package let time: DateTime
    package let operation: Operation
    /// The name of the resource's type.
    package let type: String
    package let id: String
    package let version: Int64
    /// What a plain GET sent before and after the change, without `meta` and what is made of members; `nil` where there
    /// was no resource.
    package let before: JSONObject?
    package let after: JSONObject?
    /// The identifiers of who became a member of a group by it, and of who ceased to be one.
    package let added: [String]
    package let removed: [String]
}
