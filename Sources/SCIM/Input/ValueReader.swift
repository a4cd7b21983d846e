/// Turns the values that clients send into the values that are kept: of the attribute's type, spelled as the schema
/// spells names, without what is null, unknown or read-only.
///
/// The rules serve the RFC and the forms that identity providers really send; each is stated where it is applied.
package struct ValueReader: Sendable {
    /// Makes of a `writeOnly` value what is stored in its place; the clear text is never kept.
    package let protect: @Sendable (String) throws(SCIMError) -> String
    /// The types that references may name.
    package let resourceTypes: ResourceTypes

    package init(
        resourceTypes: ResourceTypes,
        protect: @escaping @Sendable (String) throws(SCIMError) -> String
    ) {
        self.resourceTypes = resourceTypes
        self.protect = protect
    }

    /// The value of a whole attribute, or `nil` when it stands for no value (`null`, `[]`, `{}`).
    ///
    /// With `allowsSingle`, one value may stand for a list of one, as in PATCH operations. `path` is what errors call it.
    package func read(
        _ json: JSON,
        of attribute: Attribute,
        at path: @autoclosure () -> String,
        allowsSingle: Bool = false
    ) throws(SCIMError) -> JSON? {
        guard attribute.isMultiValued else { return try readSingle(json, of: attribute, at: path()) }
        switch json {
        case .null:
            return nil
        case .array(let values):
            return try readList(values, of: attribute, at: path())
        default:
            guard allowsSingle else { throw .invalidValue("'\(path())' has many values: send an array") }
            return try readList([json], of: attribute, at: path())
        }
    }

    /// One value of an attribute, or `nil` when it stands for no value.
    package func readSingle(
        _ json: JSON,
        of attribute: Attribute,
        at path: @autoclosure () -> String
    ) throws(SCIMError) -> JSON? {
        if case .null = json { return nil }
        switch attribute.type {
        case .complex: return try readComplex(json, of: attribute, at: path())
        case .string: return try readText(json, of: attribute, at: path())
        case .reference: return try readReference(json, of: attribute, at: path())
        case .boolean: return try readBoolean(json, at: path())
        case .integer, .decimal: return try readNumber(json, of: attribute, at: path())
        case .dateTime: return try readDateTime(json, at: path())
        case .binary: return try readBinary(json, at: path())
        }
    }

    private func readList(
        _ values: [JSON],
        of attribute: Attribute,
        at path: @autoclosure () -> String
    ) throws(SCIMError) -> JSON? {
        var kept: [JSON] = []
        var seen: Set<JSON> = []
        var primaries = 0
        for (index, value) in values.enumerated() {
            guard let read = try readSingle(value, of: attribute, at: "\(path())[\(index)]") else { continue }
            // Most lists have one value, which needs no hash.
            guard values.count == 1 || seen.insert(read).inserted else { continue }
            if read.isPrimary { primaries += 1 }
            kept.append(read)
        }
        guard primaries <= 1 else {
            throw .invalidValue("'\(path())' has \(primaries) values with 'primary' true: at most one may be")
        }
        return kept.isEmpty ? nil : .array(kept)
    }

    private func readComplex(
        _ json: JSON,
        of attribute: Attribute,
        at path: @autoclosure () -> String
    ) throws(SCIMError) -> JSON? {
        switch json {
        case .object(let object):
            let read = try readObject(object, of: attribute, at: path())
            return read.isEmpty ? nil : .object(read)
        case .array(let values) where !attribute.isMultiValued && values.count <= 1:
            // Entra sends a manager as a list of one.
            guard let value = values.first else { return nil }
            return try readSingle(value, of: attribute, at: path())
        default:
            // A bare value stands for the `value` sub-attribute: managers and members come as identifiers alone.
            guard let value = attribute.valueAttribute else {
                throw .invalidValue("'\(path())' has sub-attributes: send an object, not \(json.kind)")
            }
            return try readSingle(json, of: value, at: path())
                .map { .object(JSONObject([.init(name: value.name, value: $0)])) }
        }
    }

    private func readObject(
        _ object: JSONObject,
        of attribute: Attribute,
        at path: @autoclosure () -> String
    ) throws(SCIMError) -> JSONObject {
        var read = JSONObject()
        for member in object.members {
            guard let sub = attribute.subAttribute(named: member.name), sub.mutability != .readOnly else { continue }
            guard let value = try self.read(member.value, of: sub, at: "\(path()).\(sub.name)") else { continue }
            guard read[sub.name] == nil else { throw .invalidSyntax("'\(path()).\(sub.name)' is given twice") }
            read[sub.name] = value
        }
        return read
    }

    private func readText(
        _ json: JSON,
        of attribute: Attribute,
        at path: @autoclosure () -> String
    ) throws(SCIMError) -> JSON {
        guard case .string(let text) = json else { throw .invalidValue("'\(path())' must be text, not \(json.kind)") }
        guard attribute.permits(text) else {
            let values = attribute.canonicalValues.joined(separator: ", ")
            throw .invalidValue("'\(path())' must be one of \(values), not \(json.kind)")
        }
        return attribute.mutability == .writeOnly ? .string(try protect(text)) : json
    }

    /// References are URIs, relative ones included; those to resources name one of a type that is permitted.
    private func readReference(
        _ json: JSON,
        of attribute: Attribute,
        at path: @autoclosure () -> String
    ) throws(SCIMError) -> JSON {
        guard case .string(let text) = json, text.isURIReference, attribute.permits(text) else {
            throw .invalidValue("'\(path())' must be a URI, not \(json.kind)")
        }
        let endpoints = attribute.referenceTypes.map { resourceTypes.named($0)?.endpoint.dropFirst() }
        let segments = text.split(separator: "/").suffix(2)
        guard segments.count == 2, !endpoints.isEmpty, !endpoints.contains(nil), let endpoint = segments.first,
            !endpoints.contains(endpoint)
        else { return json }
        let types = attribute.referenceTypes.joined(separator: " or ")
        throw .invalidValue("'\(path())' must refer to a \(types), not be \(json.kind)")
    }

    /// Booleans come as text from Entra, in any letter case.
    private func readBoolean(_ json: JSON, at path: @autoclosure () -> String) throws(SCIMError) -> JSON {
        switch json {
        case .bool: return json
        case .string(let text):
            guard let value = Bool(ignoringCase: text) else { fallthrough }
            return .bool(value)
        default: throw .invalidValue("'\(path())' must be true or false, not \(json.kind)")
        }
    }

    private func readNumber(
        _ json: JSON,
        of attribute: Attribute,
        at path: @autoclosure () -> String
    ) throws(SCIMError) -> JSON {
        guard case .number(let number) = json, attribute.type == .decimal || number.integer != nil else {
            let wanted = attribute.type == .decimal ? "a number" : "a whole number"
            throw .invalidValue("'\(path())' must be \(wanted), not \(json.kind)")
        }
        return json
    }

    private func readDateTime(_ json: JSON, at path: @autoclosure () -> String) throws(SCIMError) -> JSON {
        guard case .string(let text) = json, DateTime(text) != nil else {
            throw .invalidValue("'\(path())' must be a date and time such as 2026-11-23T18:34:09Z")
        }
        return json
    }

    private func readBinary(_ json: JSON, at path: @autoclosure () -> String) throws(SCIMError) -> JSON {
        guard case .string(let text) = json, text.isBase64 else {
            throw .invalidValue("'\(path())' must be base64 text")
        }
        return json
    }
}

extension JSON {
    /// Whether this is a value of a multi-valued attribute that says it is the preferred one.
    var isPrimary: Bool {
        guard case .object(let object) = self, case .bool(true)? = object["primary"] else { return false }
        return true
    }

    /// What error texts call a value.
    package var kind: String {
        switch self {
        case .null: "null"
        case .bool: "true or false"
        case .number(let number): "the number \(number.text.prefix(40))"
        case .string(let text): "the text \"\(text.prefix(40))\""
        case .array: "an array"
        case .object: "an object"
        }
    }
}

extension Attribute {
    /// Whether text is among the canonical values, where only those are permitted.
    fileprivate func permits(_ text: String) -> Bool {
        guard !canonicalValues.isEmpty, !isLabel else { return true }
        return canonicalValues.contains { isCaseExact ? $0 == text : $0.equalsIgnoringCase(text) }
    }
}

extension String {
    /// Whether the text has none of the characters that no URI has (RFC 3986 §2); others than ASCII are let through.
    fileprivate var isURIReference: Bool {
        utf8.allSatisfy { byte in
            switch byte {
            case ...0x20, 0x7F: false
            case UInt8(ascii: "\""), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\\"), UInt8(ascii: "^"),
                UInt8(ascii: "`"), UInt8(ascii: "{"), UInt8(ascii: "|"), UInt8(ascii: "}"):
                false
            default: true
            }
        }
    }

    /// Whether the text is base64 in either alphabet (RFC 4648), with complete padding or none.
    fileprivate var isBase64: Bool {
        let digits = utf8.prefix { $0 != UInt8(ascii: "=") }
        let padding = utf8.count - digits.count
        guard padding <= 2, utf8.dropFirst(digits.count).allSatisfy({ $0 == UInt8(ascii: "=") }) else { return false }
        guard padding == 0 ? digits.count % 4 != 1 : utf8.count % 4 == 0 else { return false }
        return digits.allSatisfy { byte in
            (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) || "+/-_".utf8.contains(byte)
        }
    }
}
