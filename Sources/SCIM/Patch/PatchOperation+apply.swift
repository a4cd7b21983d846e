extension PatchOperation {
    /// Changes attributes as the operation says.
    func apply(to attributes: inout JSONObject) throws(SCIMError) {
        switch target {
        case .schemaExtension(let urn):
            attributes[urn] = nil
        case .attribute(let path) where path.attribute.isMultiValued:
            applyToList(path, in: &attributes)
        case .attribute(let path) where path.subAttribute == nil:
            applyToSingle(path, in: &attributes)
        case .attribute(let path):
            applyToSubAttribute(path, in: &attributes)
        case .values(let path, let filter):
            try applyToValues(path, where: filter, in: &attributes)
        }
    }

    /// A single value; the sub-attributes that a complex one leaves out stay as they are (RFC 7644 §3.5.2.3).
    private func applyToSingle(_ path: AttributePath, in attributes: inout JSONObject) {
        guard kind != .remove, let value else {
            attributes.set(nil, at: path)
            return
        }
        guard case .object(let new) = value, case .object(var merged)? = path.value(in: attributes) else {
            attributes.set(value, at: path)
            return
        }
        for member in new.members { merged[member.name] = member.value }
        attributes.set(.object(merged), at: path)
    }

    private func applyToSubAttribute(_ path: AttributePath, in attributes: inout JSONObject) {
        guard let subAttribute = path.subAttribute else { return }
        var object = path.value(in: attributes)?.object ?? JSONObject()
        object[subAttribute.name] = kind == .remove ? nil : value
        attributes.set(object.isEmpty ? nil : .object(object), at: path)
    }

    private func applyToList(_ path: AttributePath, in attributes: inout JSONObject) {
        var list = path.value(in: attributes)?.array ?? []
        let given = value?.array ?? []
        switch kind {
        case .replace:
            list = given
        case .add:
            var present = ValueParts(of: list)
            let added = given.filter { !present.include($0) }
            list += added
            list.keepOnePrimary(of: list.indices.suffix(added.count))
        case .remove:
            if given.isEmpty {
                list = []
            } else {
                let named = NamedValues(given)
                list.removeAll { named.mean($0) }
            }
        }
        attributes.set(list.isEmpty ? nil : .array(list), at: path)
    }

    private func applyToValues(
        _ path: AttributePath,
        where filter: Filter?,
        in attributes: inout JSONObject
    ) throws(SCIMError) {
        var list = path.value(in: attributes)?.array ?? []
        var selected = list.indices.filter { index in
            guard let filter else { return true }
            return list[index].object.map { filter.matches($0) } ?? false
        }
        if let subAttribute = path.subAttribute, subAttribute.mutability == .immutable {
            let isChanged = selected.contains { index in
                list[index].object?[subAttribute.name].map { $0 != value } ?? false
            }
            guard !isChanged else { throw .mutability("'\(path)' can be set once only and has a value already") }
        }
        if kind == .remove || value == nil {
            list.remove(path.subAttribute, at: selected)
        } else if let value {
            if selected.isEmpty {
                list.append(.object(try newValue(of: path, where: filter)))
                selected = [list.count - 1]
            }
            for index in selected { list[index] = changed(list[index], by: value, at: path, where: filter) }
            list.keepOnePrimary(of: selected)
        }
        list.keepEachOnce()
        attributes.set(list.isEmpty ? nil : .array(list), at: path)
    }

    /// A selected value, changed: a sub-attribute set, the whole replaced, or what is given added to it.
    private func changed(_ old: JSON, by new: JSON, at path: AttributePath, where filter: Filter?) -> JSON {
        guard case .object(var object) = old, path.subAttribute != nil || new.object != nil else { return new }
        if let subAttribute = path.subAttribute {
            object[subAttribute.name] = new
            return .object(object)
        }
        // What the path selected by stays true of a value that is replaced.
        if kind == .replace { object = filter?.stamp ?? JSONObject() }
        for member in new.object?.members ?? [] { object[member.name] = member.value }
        return .object(object)
    }

    /// The start of a value that a path selects and that does not exist yet.
    ///
    /// To replace what is not there is `noTarget` by RFC 7644 §3.5.2.3, while Entra expects it to be created. Both are
    /// served: a filter that names a kind of value which the schema knows, or the primary one, creates it.
    private func newValue(of path: AttributePath, where filter: Filter?) throws(SCIMError) -> JSONObject {
        guard let filter else { return JSONObject() }
        guard let stamp = filter.stamp, kind == .add || filter.namesKnownKind(of: path.attribute) else {
            throw .noTarget(
                "no value of '\(path.attribute.name)' is selected by the filter of the path; read the resource to see "
                    + "the values it has"
            )
        }
        return stamp
    }
}

extension AttributePath {
    /// The value of the attribute the path starts with.
    fileprivate func value(in attributes: JSONObject) -> JSON? {
        attributes.value(of: attribute, inExtension: extensionURN)
    }
}

extension Filter {
    /// The sub-attributes that a value must have to satisfy a filter of nothing but `eq`.
    fileprivate var stamp: JSONObject? {
        switch self {
        case .comparison(let comparison) where comparison.operator == .equal:
            comparison.value.json.map { JSONObject([.init(name: comparison.path.attribute.name, value: $0)]) }
        case .and(let filters):
            filters.reduce(into: JSONObject()) { object, filter in
                guard let members = filter.stamp?.members else {
                    object = nil
                    return
                }
                for member in members { object?[member.name] = member.value }
            }
        default:
            nil
        }
    }

    /// Whether this is one comparison with a `type` of the schema's, or with `primary` true.
    fileprivate func namesKnownKind(of attribute: Attribute) -> Bool {
        guard case .comparison(let comparison) = self, comparison.operator == .equal else { return false }
        switch (comparison.path.attribute.name, comparison.value) {
        case ("type", .string(_, let written)):
            let known = comparison.path.attribute.canonicalValues
            return known.isEmpty || known.contains { $0.equalsIgnoringCase(written) }
        case ("primary", .boolean(true)):
            return true
        default:
            return false
        }
    }
}

extension ComparisonValue {
    fileprivate var json: JSON? {
        switch self {
        case .string(_, let written): .string(written)
        case .boolean(let flag): .bool(flag)
        case .number(let number): .number(number)
        case .instant, .null: nil
        }
    }
}
