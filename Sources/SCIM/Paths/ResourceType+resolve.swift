extension ResourceType {
    /// Finds what a name stands for: `attr`, `attr.sub`, either behind a schema URN, or a URN alone.
    ///
    /// URNs contain dots and colons themselves, so the longest schema URN is taken off before the rest is split.
    package func resolve(_ name: String) -> ResolvedName {
        guard name.hasPrefixIgnoringCase("urn:") else { return resolveUnqualified(name) }
        let candidates = [schema] + extensions.map(\.schema)
        let matches = candidates.filter { candidate in
            guard name.hasPrefixIgnoringCase(candidate.id) else { return false }
            let rest = name.utf8.dropFirst(candidate.id.utf8.count)
            return rest.isEmpty || rest.first == UInt8(ascii: ":")
        }
        guard let match = matches.max(by: { $0.id.utf8.count < $1.id.utf8.count }) else { return .unknown }
        let isCore = match.id == schema.id
        guard name.utf8.count > match.id.utf8.count else {
            return isCore ? .coreSchema : .schemaExtension(urn: match.id)
        }
        let rest = String(Substring(name.utf8.dropFirst(match.id.utf8.count + 1)))
        return resolve(rest, urn: isCore ? nil : match.id) { part in
            isCore ? coreAttribute(named: part) : match.attribute(named: part)
        }
    }

    /// Finds what a name without a URN stands for: an attribute of the core schema.
    ///
    /// One that it does not have, and a single extension has, means that extension's attribute: Entra filters and patches
    /// `manager` so.
    private func resolveUnqualified(_ name: String) -> ResolvedName {
        let core = resolve(name, urn: nil, lookUp: coreAttribute)
        guard case .unknown = core else { return core }
        let found = extensions.map(\.schema).map { resolve(name, urn: $0.id, lookUp: $0.attribute) }
            .filter { if case .unknown = $0 { false } else { true } }
        return found.count == 1 ? found[0] : .unknown
    }

    private func resolve(_ name: String, urn: String?, lookUp: (String) -> Attribute?) -> ResolvedName {
        guard let dot = name.utf8.firstIndex(of: UInt8(ascii: ".")) else {
            guard let attribute = lookUp(name) else { return .unknown }
            return .attribute(AttributePath(extensionURN: urn, attribute: attribute))
        }
        guard let attribute = lookUp(String(name[..<dot])) else { return .unknown }
        guard let sub = attribute.subAttribute(named: name[name.utf8.index(after: dot)...]) else { return .unknown }
        return .attribute(AttributePath(extensionURN: urn, attribute: attribute, subAttribute: sub))
    }
}
