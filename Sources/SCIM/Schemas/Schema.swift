/// A named set of attribute definitions (RFC 7643 §7).
package struct Schema: Sendable {
    /// The URN of the schema.
    package let id: String
    package let name: String
    package let description: String
    package let attributes: [Attribute]
    /// The attributes that a client must give, or must give a part of.
    let requirements: [Attribute]
    /// The attributes that may be set once only, or a part of them.
    let immutables: [Attribute]

    package init(id: String, name: String, description: String, attributes: [Attribute]) {
        self.id = id
        self.name = name
        self.description = description
        self.attributes = attributes
        requirements = attributes.filter { attribute in
            attribute.mutability != .readOnly
                && (attribute.isRequired || attribute.subAttributes.contains(where: \.isRequired))
        }
        immutables = attributes.filter { attribute in
            attribute.mutability == .immutable || attribute.subAttributes.contains { $0.mutability == .immutable }
        }
    }

    /// The attribute of a name, whatever its letter case (RFC 7643 §2.1).
    package func attribute(named name: some StringProtocol) -> Attribute? {
        attributes.named(name)
    }
}
