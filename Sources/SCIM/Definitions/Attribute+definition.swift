extension Attribute {
    /// The attribute that a sub-attribute is defined in, as far as that matters to it.
    struct Parent {
        let isMultiValued: Bool
    }

    private static let characteristics = [
        "name", "type", "multiValued", "description", "required", "canonicalValues", "caseExact", "mutability",
        "returned", "uniqueness", "referenceTypes", "subAttributes",
    ]

    /// Reads a definition of an attribute (RFC 7643 §7); what is left out is as §2.2 says.
    convenience init(_ definition: LocatedJSON, of parent: Parent?) throws(JSONFileError) {
        try definition.checkNames(Self.characteristics)
        let nameValue = try definition.requiredMember("name")
        let name = try nameValue.text()
        guard name.isAttributeName else {
            throw nameValue.error(
                "'\(name)' cannot be a name: it starts with a letter or '$', and goes on with letters, digits, '-', '_' "
                    + "or '$'"
            )
        }
        let type: AttributeType = try definition.member("type")?.word() ?? .string
        let mutability: Mutability = try definition.member("mutability")?.word() ?? .readWrite
        let isMultiValued = try definition.member("multiValued")?.flag() ?? false
        self.init(
            name: name,
            type: type,
            isMultiValued: isMultiValued,
            description: definition.member("description")?.json.string ?? "",
            isRequired: try definition.member("required")?.flag() ?? false,
            canonicalValues: try definition.member("canonicalValues")?.texts() ?? [],
            isLabel: parent?.isMultiValued == true && name.equalsIgnoringCase("type"),
            // RFC 7643 §2.3.6 and §2.3.7: binary values and references are compared letter by letter.
            isCaseExact: try definition.member("caseExact")?.flag() ?? (type == .binary || type == .reference),
            mutability: mutability,
            returned: try definition.member("returned")?.word() ?? (mutability == .writeOnly ? .never : .default),
            uniqueness: try definition.member("uniqueness")?.word() ?? .none,
            referenceTypes: try definition.member("referenceTypes")?.texts() ?? [],
            subAttributes: try Self.subAttributes(
                of: definition,
                type,
                parent: parent,
                Parent(isMultiValued: isMultiValued)
            )
        )
        try checkUse(of: definition)
    }

    private static func subAttributes(
        of definition: LocatedJSON,
        _ type: AttributeType,
        parent: Parent?,
        _ itself: Parent
    ) throws(JSONFileError) -> [Attribute] {
        let place = definition.member("subAttributes")
        guard type == .complex else {
            guard let place, place.json.array?.isEmpty != true else { return [] }
            throw place.error("only an attribute of type complex has sub-attributes, not one of type \(type.rawValue)")
        }
        guard parent == nil else {
            throw definition.error("a sub-attribute cannot be complex itself (RFC 7643 §2.3.8)")
        }
        let attributes = try (try place?.elements() ?? []).attributes(of: itself)
        guard !attributes.isEmpty else { throw definition.error("an attribute of type complex needs 'subAttributes'") }
        return attributes
    }

    /// Refuses what could not be kept to.
    private func checkUse(of definition: LocatedJSON) throws(JSONFileError) {
        if type == .complex, uniqueness != .none {
            throw definition.error("'\(name)' has sub-attributes: say 'uniqueness' of one of them")
        }
        if mutability == .writeOnly, type != .string {
            throw definition.error("'\(name)' is writeOnly, which only text can be: it is kept as a hash")
        }
        if mutability == .writeOnly, returned != .never {
            throw definition.error("'\(name)' is writeOnly, so 'returned' must be never")
        }
        if uniqueness != .none, mutability == .writeOnly {
            throw definition.error("'\(name)' is writeOnly: it is kept as a hash, which cannot be compared")
        }
    }
}

extension [LocatedJSON] {
    /// Reads definitions of attributes, whose names must differ in more than letter case.
    func attributes(of parent: Attribute.Parent?) throws(JSONFileError) -> [Attribute] {
        var attributes: [Attribute] = []
        for definition in self {
            let attribute = try Attribute(definition, of: parent)
            guard !attributes.contains(where: { $0.name.equalsIgnoringCase(attribute.name) }) else {
                throw definition.error("there is an attribute '\(attribute.name)' already")
            }
            attributes.append(attribute)
        }
        return attributes
    }
}

extension String {
    /// Whether the text can name an attribute (RFC 7643 §2.1; `$ref` is the RFC's own exception).
    fileprivate var isAttributeName: Bool {
        guard let first = utf8.first, first.isLetter || first == UInt8(ascii: "$") else { return false }
        return utf8.allSatisfy { byte in
            byte.isLetter || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
                || byte == UInt8(ascii: "$")
        }
    }
}

extension UInt8 {
    fileprivate var isLetter: Bool {
        (0x41...0x5A).contains(self) || (0x61...0x7A).contains(self)
    }
}
