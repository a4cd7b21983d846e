internal import SCIM

extension Provider {
    /// The change that replaces the attributes of a resource by those a client sent; see `update` for `reader`.
    func replacement(
        of type: ResourceType,
        id: String,
        with body: JSONObject,
        if preconditions: Preconditions,
        reading values: ValueReader,
        by actor: Actor,
        from reader: (any ResourceReader)?
    ) throws -> Change {
        var attributes = try type.readAttributes(of: body, with: values)
        let members = try type.takeMembers(from: &attributes)
        let replacement = attributes
        let changes: [MemberChange] = type.memberAttribute == nil ? [] : [.replace(members)]
        return try update(
            of: type,
            id: id,
            if: preconditions,
            members: changes,
            by: actor,
            from: reader
        ) { old, _ in
            let new = type.keepingUnsaid(from: old, in: replacement)
            try type.checkRequiredPaths(before: old, after: new, isReplacement: true)
            try type.checkImmutable(before: old, after: new)
            return new
        }
    }
}

extension ResourceType {
    /// The attributes of a replacement, with what a client cannot be taken to have meant to remove.
    ///
    /// It cannot send what it can never read (`writeOnly`) and need not repeat what cannot change (`immutable`). A
    /// boolean that is left out keeps its value as well, for a replacement that says nothing of `active` must neither
    /// disable nor restore anybody.
    fileprivate func keepingUnsaid(from old: JSONObject, in new: JSONObject) -> JSONObject {
        var result = new
        for path in paths(where: \.isKeptWhenUnsaid) {
            guard path.subAttribute == nil, path.values(in: new).isEmpty,
                let value = old.value(of: path.attribute, inExtension: path.extensionURN)
            else { continue }
            result.set(value, at: path)
        }
        return result
    }
}

extension Attribute {
    fileprivate var isKeptWhenUnsaid: Bool {
        mutability == .writeOnly || mutability == .immutable || (type == .boolean && !isMultiValued)
    }
}
