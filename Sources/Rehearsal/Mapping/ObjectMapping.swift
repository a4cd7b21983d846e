internal import SCIM

/// What the application is told about one kind of object.
package struct ObjectMapping: Hashable, Sendable {
    /// The mapped attributes, but for the references.
    package let attributes: [AttributeMapping]
    /// The attribute that names another object: a user's manager or a group's members.
    package let reference: TargetAttribute?

    /// The attributes that find whom the application has already, in the order they are tried.
    package var matching: [AttributeMapping] {
        attributes.filter { $0.precedence != nil }.sorted { $0.precedence ?? 0 < $1.precedence ?? 0 }
    }

    /// The attribute that disables somebody, when one is mapped.
    package var active: AttributeMapping? {
        attributes.first { $0.target.text.equalsIgnoringCase("active") }
    }
}
