extension Attribute {
    /// A single-valued string.
    package static func string(
        _ name: String,
        _ description: String,
        isRequired: Bool = false,
        isCaseExact: Bool = false,
        mutability: Mutability = .readWrite,
        returned: Returned = .default,
        uniqueness: Uniqueness = .none,
        isIndexed: Bool = false,
        indexedKind: String? = nil
    ) -> Attribute {
        Attribute(
            name: name,
            type: .string,
            description: description,
            isRequired: isRequired,
            isCaseExact: isCaseExact,
            mutability: mutability,
            returned: returned,
            uniqueness: uniqueness,
            isIndexed: isIndexed,
            indexedKind: indexedKind
        )
    }

    /// The sub-attribute that says of which kind one of many values is; other kinds than the suggested ones are kept too.
    package static func label(
        _ name: String,
        _ description: String,
        suggesting kinds: [String] = [],
        mutability: Mutability = .readWrite
    ) -> Attribute {
        Attribute(
            name: name,
            type: .string,
            description: description,
            canonicalValues: kinds,
            isLabel: true,
            mutability: mutability
        )
    }

    /// A single-valued boolean.
    package static func boolean(_ name: String, _ description: String, isIndexed: Bool = false) -> Attribute {
        Attribute(name: name, type: .boolean, description: description, isIndexed: isIndexed)
    }

    /// A single-valued reference; URIs are compared letter by letter (RFC 7643 §2.3.7).
    package static func reference(
        _ name: String,
        _ description: String,
        to referenceTypes: [String],
        mutability: Mutability = .readWrite
    ) -> Attribute {
        Attribute(
            name: name,
            type: .reference,
            description: description,
            isCaseExact: true,
            mutability: mutability,
            referenceTypes: referenceTypes
        )
    }

    /// A single-valued attribute with sub-attributes.
    package static func complex(
        _ name: String,
        _ description: String,
        mutability: Mutability = .readWrite,
        _ subAttributes: [Attribute]
    ) -> Attribute {
        Attribute(
            name: name,
            type: .complex,
            description: description,
            mutability: mutability,
            subAttributes: subAttributes
        )
    }

    /// A multi-valued attribute with sub-attributes.
    package static func multiValued(
        _ name: String,
        _ description: String,
        mutability: Mutability = .readWrite,
        _ subAttributes: [Attribute]
    ) -> Attribute {
        Attribute(
            name: name,
            type: .complex,
            isMultiValued: true,
            description: description,
            mutability: mutability,
            subAttributes: subAttributes
        )
    }

    /// A multi-valued attribute with the sub-attributes that RFC 7643 §2.4 gives to most of them.
    package static func labelledValues(
        _ name: String,
        _ description: String,
        value: Attribute,
        types: [String] = []
    ) -> Attribute {
        multiValued(
            name,
            description,
            [
                value,
                .string("display", "A name for the value, for people to read."),
                .label("type", "What the value is used for.", suggesting: types),
                .boolean("primary", "Whether this is the preferred value; at most one is."),
            ]
        )
    }
}
