/// The definition of an attribute or sub-attribute, with the characteristics of RFC 7643 §7.
///
/// Definitions are immutable and shared by everything that reads a schema, hence a class: passing one on
/// costs one reference count, and two are equal when they are the same definition.
package final class Attribute: Sendable {
    package let name: String
    package let type: AttributeType
    package let isMultiValued: Bool
    package let description: String
    package let isRequired: Bool
    package let canonicalValues: [String]
    /// Whether other values than the canonical ones may be sent: labels only suggest theirs (RFC 7643 §2.4).
    package let isLabel: Bool
    package let isCaseExact: Bool
    package let mutability: Mutability
    package let returned: Returned
    package let uniqueness: Uniqueness
    package let referenceTypes: [String]
    package let subAttributes: [Attribute]
    /// Whether stores keep the values behind an index, so that a filter finds them by a seek.
    package let isIndexed: Bool
    /// The `type` whose values have an index to themselves, case-folded; not where values are unique.
    package let indexedKind: String?

    package init(
        name: String,
        type: AttributeType,
        isMultiValued: Bool = false,
        description: String = "",
        isRequired: Bool = false,
        canonicalValues: [String] = [],
        isLabel: Bool = false,
        isCaseExact: Bool = false,
        mutability: Mutability = .readWrite,
        returned: Returned = .default,
        uniqueness: Uniqueness = .none,
        referenceTypes: [String] = [],
        subAttributes: [Attribute] = [],
        isIndexed: Bool = false,
        indexedKind: String? = nil
    ) {
        self.name = name
        self.type = type
        self.isMultiValued = isMultiValued
        self.description = description
        self.isRequired = isRequired
        self.canonicalValues = canonicalValues
        self.isLabel = isLabel
        self.isCaseExact = isCaseExact
        self.mutability = mutability
        self.returned = returned
        self.uniqueness = uniqueness
        self.referenceTypes = referenceTypes
        self.subAttributes = subAttributes
        self.isIndexed = isIndexed || uniqueness != .none
        self.indexedKind = indexedKind
    }

    /// The sub-attribute of a name, whatever its letter case (RFC 7643 §2.1).
    package func subAttribute(named name: some StringProtocol) -> Attribute? {
        subAttributes.named(name)
    }

    /// The sub-attribute that a comparison without one means: `value`, where there is one.
    package var valueAttribute: Attribute? {
        subAttributes.first { $0.name == "value" }
    }

    /// The sub-attribute that says of which kind a value is, where there is one.
    package var label: Attribute? {
        subAttributes.first(where: \.isLabel)
    }
}

extension Attribute: Hashable {
    package static func == (one: Attribute, other: Attribute) -> Bool {
        one === other
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(ObjectIdentifier(self))
    }
}
