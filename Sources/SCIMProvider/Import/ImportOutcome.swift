package import SCIM

/// What became of a document that was to be imported.
package enum ImportOutcome: Sendable {
    /// A resource was made of it.
    case created
    /// The resource is there already as the document says, as when an import is repeated.
    case present
    case failed(SCIMError)
}
