internal import SCIM

/// An attribute of the application, as mappings name it: `userName`, `name.givenName`,
/// `emails[type eq "work"].value`, `urn:…:User:department`.
package struct TargetAttribute: Hashable, Sendable {
    /// The name as the mapping writes it; paths of PATCH operations are the same text.
    package let text: String
    /// The URN of the extension, or `nil` for the core schema.
    let urn: String?
    let name: String
    /// What selects one of many values: a sub-attribute and its value.
    let selector: Selector?
    let subAttribute: String?

    struct Selector: Hashable, Sendable {
        let name: String
        let value: JSON
    }

    /// Reads a name; throws what is wrong with it.
    package init(_ text: String) throws(TargetAttributeError) {
        self.text = text
        var rest = text[...]
        if text.hasPrefixIgnoringCase("urn:") {
            // The attribute stands behind the last colon: URNs contain dots, names contain no colon.
            guard let colon = text.prefix(while: { $0 != "[" }).lastIndex(of: ":") else {
                throw TargetAttributeError(text, "a URN needs ':' and an attribute behind it")
            }
            let prefix = String(text[..<colon])
            let isCore = [Schema.user.id, Schema.group.id].contains { $0.equalsIgnoringCase(prefix) }
            urn = isCore ? nil : prefix
            rest = text[text.index(after: colon)...]
        } else {
            urn = nil
        }
        name = String(rest.prefix { $0 != "[" && $0 != "." })
        rest = rest.dropFirst(name.count)
        if rest.first == "[" {
            guard let end = rest.firstIndex(of: "]") else { throw TargetAttributeError(text, "']' is missing") }
            selector = try Selector(rest[rest.index(after: rest.startIndex)..<end], of: text)
            rest = rest[rest.index(after: end)...]
        } else {
            selector = nil
        }
        subAttribute = rest.first == "." ? String(rest.dropFirst()) : nil
        let names = [name] + [subAttribute].compactMap { $0 }
        guard names.allSatisfy(\.isAttributeName), rest.isEmpty || rest.first == "." else {
            throw TargetAttributeError(text, "it is not of the form name, name.part or name[type eq \"work\"].part")
        }
    }

    /// Whether the value is a boolean rather than text.
    package var isBoolean: Bool {
        (subAttribute ?? name).equalsIgnoringCase("active") || (subAttribute ?? "").equalsIgnoringCase("primary")
    }
}

/// Why the name of a target attribute cannot be used.
package struct TargetAttributeError: Error, Hashable, Sendable, CustomStringConvertible {
    package let description: String

    init(_ text: String, _ reason: String) {
        description = "the target attribute '\(text)' cannot be used: \(reason)"
    }
}

extension TargetAttribute.Selector {
    /// Reads `type eq "work"`.
    fileprivate init(_ text: Substring, of target: String) throws(TargetAttributeError) {
        let words = text.split(separator: " ", maxSplits: 2)
        guard words.count == 3, words[1].lowercased() == "eq", let value = try? JSON(parsing: Array(words[2].utf8))
        else {
            throw TargetAttributeError(target, "brackets hold a comparison such as [type eq \"work\"]")
        }
        name = String(words[0])
        self.value = value.asBooleanWhenNamed(name)
    }
}

extension JSON {
    /// Text as the boolean that Entra means by `primary eq "True"`.
    fileprivate func asBooleanWhenNamed(_ name: String) -> JSON {
        guard name.equalsIgnoringCase("primary"), let text = string, let flag = Bool(ignoringCase: text) else {
            return self
        }
        return .bool(flag)
    }
}

extension String {
    fileprivate var isAttributeName: Bool {
        !isEmpty && allSatisfy { $0.isLetter || $0.isNumber || "$-_.".contains($0) }
    }
}
