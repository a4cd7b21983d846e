extension PatchOperation {
    /// Changes attributes as the operation says.
    func apply(to attributes: inout PatchedAttributes) throws(SCIMError) {
        switch target {
        case .schemaExtension(let urn):
            attributes.removeExtension(urn)
        case .attribute(let path) where path.attribute.isMultiValued:
            try attributes.change(path) { list, effort throws(SCIMError) in try applyToList(&list, effort) }
        case .attribute(let path) where path.subAttribute == nil:
            applyToSingle(path, in: &attributes)
        case .attribute(let path):
            applyToSubAttribute(path, in: &attributes)
        case .values(let path, let filter):
            try attributes.change(path) { list, effort throws(SCIMError) in
                try applyToValues(of: path, where: filter, in: &list, effort)
            }
        }
    }

    /// A single value; the sub-attributes that a complex one leaves out stay as they are (RFC 7644 §3.5.2.3), but for the
    /// URI of a resource that is no longer meant (RFC 7643 §2.4).
    private func applyToSingle(_ path: AttributePath, in attributes: inout PatchedAttributes) {
        guard kind != .remove, let value else {
            attributes.set(nil, at: path)
            return
        }
        guard case .object(let new) = value, case .object(var merged)? = attributes.value(at: path) else {
            attributes.set(value, at: path)
            return
        }
        if let value = new["value"], merged["value"] != value { merged["$ref"] = nil }
        for member in new.members { merged[member.name] = member.value }
        attributes.set(.object(merged), at: path)
    }

    private func applyToSubAttribute(_ path: AttributePath, in attributes: inout PatchedAttributes) {
        guard let subAttribute = path.subAttribute else { return }
        var object = attributes.value(at: path)?.object ?? JSONObject()
        object[subAttribute.name] = kind == .remove ? nil : value
        if subAttribute.name == "value", object["value"] != attributes.value(at: path)?.object?["value"] {
            object["$ref"] = nil
        }
        attributes.set(object.isEmpty ? nil : .object(object), at: path)
    }

    private func applyToList(_ list: inout ValueList, _ effort: PatchEffort) throws(SCIMError) {
        let given = value?.array ?? []
        switch kind {
        case .replace:
            list = ValueList(given)
        case .add:
            var added: [(value: JSON, place: Int?)] = []
            for value in given where try !list.include(value, effort) {
                added.append((value, try list.place(like: value, effort)))
            }
            for (value, place) in added {
                if let place { list.mark(place, like: value) }
                list.keepOnePrimary(of: [place ?? list.append(value)])
            }
        case .remove:
            if given.isEmpty {
                list = ValueList([])
            } else {
                for value in given { try list.remove(namedBy: value, effort) }
            }
        }
    }

    private func applyToValues(
        of path: AttributePath,
        where filter: Filter?,
        in list: inout ValueList,
        _ effort: PatchEffort
    ) throws(SCIMError) {
        var selected = try list.places(where: filter, effort)
        if let subAttribute = path.subAttribute, subAttribute.mutability == .immutable {
            let isChanged = selected.contains { place in
                list[place]?.object?[subAttribute.name].map { $0 != value } ?? false
            }
            guard !isChanged else { throw .mutability("'\(path)' can be set once only and has a value already") }
        }
        if kind == .remove || value == nil {
            for place in selected { list[place] = list[place]?.removing(path.subAttribute) }
        } else if let value {
            if selected.isEmpty {
                selected = [list.append(.object(try newValue(of: path, where: filter)))]
            }
            for place in selected {
                list[place] = list[place].map { changed($0, by: value, at: path, where: filter) }
            }
            list.keepOnePrimary(of: selected)
        }
        try list.keepEachOnce(effort)
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
