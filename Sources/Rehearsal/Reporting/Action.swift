package import SCIM

/// What was done for one object, as a line of Entra's provisioning log.
package struct Action: Sendable {
    package enum Kind: String, CaseIterable, Sendable {
        case create = "Create"
        case update = "Update"
        case disable = "Disable"
        case restore = "Restore"
        case delete = "Delete"
        case unchanged = "Unchanged"
        case skip = "Skip"
        case addMembers = "AddMembers"
        case removeMembers = "RemoveMembers"
        case setManager = "SetManager"
        /// Nothing was found out before it failed.
        case other = "Other"
    }

    /// One of the steps: import, match, action.
    package struct Step: Sendable {
        package let name: String
        package let isSuccess: Bool
        package let description: String
    }

    package let object: ObjectKind
    package let source: String
    package let name: String
    package let start: DateTime
    package var target: String?
    package var kind = Kind.other
    package var changes: [(name: String, old: JSON?, new: JSON?)] = []
    package var steps: [Step] = []
    package var failure: ServiceFailure?
    package var milliseconds: Int64 = 0

    init(_ object: ObjectKind, source: String, name: String) {
        self.object = object
        self.source = source
        self.name = name
        start = .now
    }

    /// Whether the action tells of a reference to another object.
    var isReference: Bool {
        [.addMembers, .removeMembers, .setManager].contains(kind)
    }

    /// Adds a step that succeeded.
    mutating func note(_ name: String, _ description: String) {
        steps.append(Step(name: name, isSuccess: true, description: description))
    }

    /// Ends the action with its failure.
    mutating func fail(_ failure: ServiceFailure) {
        self.failure = failure
        steps.append(Step(name: "Error", isSuccess: false, description: failure.reason))
    }
}
