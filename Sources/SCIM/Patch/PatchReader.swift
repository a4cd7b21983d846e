/// Reads the body of a PATCH request into operations on attributes.
///
/// An operation without a path, or with the URN of an extension as its path, is short for one operation an attribute:
/// the names in its value are paths themselves, so `name.givenName` and URN-qualified names need no rule of their own.
struct PatchReader {
    static let messageSchema = "urn:ietf:params:scim:api:messages:2.0:PatchOp"
    /// How many operations one request may have.
    static let maximumOperations = 10_000

    private let type: ResourceType
    private let reader: ValueReader
    private var operations: [PatchOperation] = []
    /// The first name that the resource type does not have.
    private var unknownName: String?

    init(type: ResourceType, reader: ValueReader) {
        self.type = type
        self.reader = reader
    }

    /// All operations of a request in their order.
    ///
    /// An operation on an attribute that the type does not have is passed over, so that it cannot take a disable in the
    /// same request down with it; a request that has nothing else to do is refused.
    mutating func read(_ body: JSON) throws(SCIMError) -> [PatchOperation] {
        guard case .object(let object) = body else { throw .invalidSyntax("the body must be a JSON object") }
        try checkSchemas(of: object)
        guard case .array(let list)? = object.value(ofFolded: "Operations"), !list.isEmpty else {
            throw .invalidSyntax("'Operations' must be an array of at least one operation")
        }
        guard list.count <= Self.maximumOperations else {
            throw .tooMany("a PATCH may have \(Self.maximumOperations) operations; send the rest in another request")
        }
        for (index, element) in list.enumerated() {
            guard case .object(let operation) = element else {
                throw .invalidSyntax("'Operations[\(index)]' must be an object with 'op', 'path' and 'value'")
            }
            try read(operation, at: index)
        }
        if operations.isEmpty, let unknownName {
            throw .invalidPath(
                "'\(unknownName)' is not an attribute of a \(type.name): correct the name in the attribute mapping, or "
                    + "remove it there"
            )
        }
        return operations
    }

    private func checkSchemas(of object: JSONObject) throws(SCIMError) {
        let urns = object.value(ofFolded: "schemas")?.array ?? []
        guard urns.contains(where: { $0.string?.equalsIgnoringCase(Self.messageSchema) ?? false }) else {
            throw .invalidSyntax("a PATCH must say \"schemas\": [\"\(Self.messageSchema)\"]")
        }
    }

    private mutating func read(_ operation: JSONObject, at index: Int) throws(SCIMError) {
        guard let word = operation.value(ofFolded: "op")?.string, let kind = PatchOperation.Kind(word) else {
            throw .invalidSyntax("'Operations[\(index)].op' must be add, remove or replace")
        }
        let value = operation.value(ofFolded: "value")
        guard kind == .remove || value != nil else {
            throw .invalidValue("'Operations[\(index)]' needs a 'value' to \(kind.rawValue)")
        }
        switch operation.value(ofFolded: "path") {
        case nil, .null?:
            guard kind != .remove else {
                throw .noTarget("'Operations[\(index)]' removes, and needs a 'path' that says what")
            }
            guard case .object(let names)? = value else {
                throw .invalidValue(
                    "'Operations[\(index)].value' must be an object of attributes, as there is no 'path'"
                )
            }
            try read(names, as: kind, prefix: "")
        case .string(let text)?:
            try read(kind, path: try path(text, at: index), value: value ?? .null, isNamed: true)
        default:
            throw .invalidPath("'Operations[\(index)].path' must be text")
        }
    }

    /// Reads an object of attributes as one operation an attribute.
    private mutating func read(
        _ attributes: JSONObject,
        as kind: PatchOperation.Kind,
        prefix: String
    ) throws(SCIMError) {
        for member in attributes.members where !member.name.equalsIgnoringCase("schemas") {
            let name = member.name.hasPrefixIgnoringCase("urn:") ? member.name : prefix + member.name
            guard let path = try? PatchPath(parsing: name, of: type) else { continue }
            try read(kind, path: path, value: member.value, isNamed: false)
        }
    }

    private func path(_ text: String, at index: Int) throws(SCIMError) -> PatchPath {
        do throws(FilterSyntaxError) {
            return try PatchPath(parsing: text, of: type)
        } catch {
            throw .invalidPath("'Operations[\(index)].path' cannot be read: \(error)")
        }
    }

    /// Reads one operation; `isNamed` when the client named this very path: what it only sends along may be read-only.
    private mutating func read(
        _ kind: PatchOperation.Kind,
        path: PatchPath,
        value: JSON,
        isNamed: Bool
    ) throws(SCIMError) {
        switch path.resolved {
        case .attribute(let target):
            guard target.isWritable else {
                guard !isNamed else { throw .mutability("'\(path.name)' is set by the service and cannot be changed") }
                return
            }
            try read(kind, target: target, filter: path.filter, value: value)
        case .schemaExtension(let urn):
            if kind == .remove || value.isCleared {
                operations.append(PatchOperation(kind: .remove, target: .schemaExtension(urn: urn), value: nil))
            } else {
                try readObject(value, as: kind, named: path.name, prefix: urn + ":")
            }
        case .coreSchema:
            guard kind != .remove else {
                throw .noTarget("'\(path.name)' is a whole schema: name what to remove of it")
            }
            try readObject(value, as: kind, named: path.name, prefix: "")
        case .unknown:
            if isNamed, unknownName == nil { unknownName = path.name }
        }
    }

    private mutating func readObject(
        _ value: JSON,
        as kind: PatchOperation.Kind,
        named name: String,
        prefix: String
    ) throws(SCIMError) {
        guard case .object(let attributes) = value else {
            throw .invalidValue("'\(name)' is a schema: send an object of its attributes, not \(value.kind)")
        }
        try read(attributes, as: kind, prefix: prefix)
    }

    private mutating func read(
        _ kind: PatchOperation.Kind,
        target path: AttributePath,
        filter: Filter?,
        value: JSON
    ) throws(SCIMError) {
        let target: PatchOperation.Target
        if path.attribute.isMultiValued, filter != nil || path.subAttribute != nil {
            target = .values(path, where: filter)
        } else {
            // Whoever lists nobody to remove has nobody to remove.
            if kind == .remove, path.attribute.isMultiValued, value.listsNothing { return }
            guard filter == nil else {
                throw .invalidPath("'\(path)' has one value, of which '[…]' cannot select: leave the brackets out")
            }
            target = .attribute(path)
        }
        let new = try read(value, for: kind, path: path, filter: filter)
        guard kind != .remove, let object = value.parts(of: path), new != nil || !path.isCleared(by: object) else {
            operations.append(PatchOperation(kind: kind, target: target, value: new))
            return
        }
        // What an object does not name stays as it is (RFC 7644 §3.5.2.3), and what it names without a value goes.
        if new != nil { operations.append(PatchOperation(kind: kind, target: target, value: new)) }
        for member in object.members where member.value.isCleared {
            guard let sub = path.attribute.subAttribute(named: member.name), sub.mutability != .readOnly else {
                continue
            }
            let part = AttributePath(extensionURN: path.extensionURN, attribute: path.attribute, subAttribute: sub)
            operations.append(PatchOperation(kind: .remove, target: .attribute(part), value: nil))
        }
    }

    private func read(
        _ value: JSON,
        for kind: PatchOperation.Kind,
        path: AttributePath,
        filter: Filter?
    ) throws(SCIMError) -> JSON? {
        let removesListed = path.attribute.isMultiValued && path.subAttribute == nil && filter == nil
        // Only a list of values says what to remove; beside any other path the value is a remark of the client's.
        guard kind != .remove || removesListed else { return nil }
        // Empty text is how clients that cannot send null clear an attribute.
        if case .string("") = value, kind != .remove { return nil }
        if filter != nil, path.subAttribute == nil {
            return try reader.readSingle(value, of: path.attribute, at: path.description)
        }
        let read = try reader.read(value, of: path.leaf, at: path.description, allowsSingle: true)
        guard read != nil || !value.isEmptyObject(in: path.leaf) else {
            throw .invalidValue("'\(path)' was given an object without a known sub-attribute")
        }
        return read?.clearingEmptyReference(of: path.leaf)
    }
}

extension PatchOperation.Kind {
    init?(_ word: String) {
        self.init(rawValue: word.lowercased())
    }
}

extension AttributePath {
    /// Whether a client may set the attribute and the sub-attribute.
    fileprivate var isWritable: Bool {
        attribute.mutability != .readOnly && leaf.mutability != .readOnly
    }

    /// Whether an object without a value of its own takes the `value` away that the attribute is about.
    fileprivate func isCleared(by object: JSONObject) -> Bool {
        attribute.valueAttribute != nil && object.value(ofFolded: "value") != nil
    }
}

extension JSON {
    /// Whether the value takes away what there is: empty text is null for clients that cannot send it.
    fileprivate var isCleared: Bool {
        self == .null || self == .string("")
    }

    /// Whether the value is a list in which there is none.
    fileprivate var listsNothing: Bool {
        array?.allSatisfy { $0 == .null } ?? false
    }

    /// Whether some value of a list, or the value itself, is an object that says nothing.
    fileprivate func isEmptyObject(in attribute: Attribute) -> Bool {
        guard attribute.isMultiValued else { return false }
        return (array ?? [self]).contains { $0.object != nil }
    }

    /// The parts of a single complex value that a client sends.
    fileprivate func parts(of path: AttributePath) -> JSONObject? {
        guard path.leaf.type == .complex, !path.attribute.isMultiValued else { return nil }
        return object ?? array?.first?.object
    }

    /// Entra clears a manager by an object whose `value` is empty text.
    fileprivate func clearingEmptyReference(of attribute: Attribute) -> JSON? {
        guard !attribute.isMultiValued, case .object(let object) = self, case .string("")? = object["value"] else {
            return self
        }
        return nil
    }
}
