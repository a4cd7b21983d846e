/// One operation of a PATCH request (RFC 7644 §3.5.2), its path resolved and its value read.
package struct PatchOperation: Sendable {
    /// What an operation does; clients write the words in any letter case.
    package enum Kind: String, Sendable {
        case add
        case remove
        case replace
    }

    /// What an operation is applied to.
    package enum Target: Sendable {
        /// A whole attribute, or a sub-attribute of a single-valued one.
        case attribute(AttributePath)
        /// The values of a multi-valued attribute that a filter selects, or a sub-attribute of them.
        case values(AttributePath, where: Filter?)
        /// All attributes of an extension; only `remove` has it, anything else is one operation an attribute.
        case schemaExtension(urn: String)
    }

    package let kind: Kind
    package let target: Target
    /// The value, or `nil` when it stands for no value: `null`, empty text, an empty list.
    package let value: JSON?

    package init(kind: Kind, target: Target, value: JSON?) {
        self.kind = kind
        self.target = target
        self.value = value
    }
}
