package import SCIM

/// A value that must be unique belongs to another resource.
package struct TakenValue: Error {
    /// The resource that has the value.
    package let owner: String
    /// What the client is told.
    package let error: SCIMError

    /// The value at a path as filters write it belongs to a resource of a type.
    package init(_ path: String, _ value: ComparisonValue, of type: ResourceType, owner: String) {
        self.owner = owner
        if case .string(_, let written) = value {
            error = .uniqueness(
                "'\(path)' \"\(written)\" belongs to another \(type.name) already: look it up with "
                    + "filter=\(path) eq \"\(written)\" and update that one"
            )
        } else {
            error = .uniqueness("the value of '\(path)' belongs to another \(type.name) already")
        }
    }
}
