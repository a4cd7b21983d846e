package import SCIM

/// What became of a document that was to be imported.
package enum ImportOutcome: Sendable {
    /// A resource was made of it.
    case created
    /// Another resource has a value already that must be unique, as after an import that was repeated.
    case present
    case failed(SCIMError)
}
