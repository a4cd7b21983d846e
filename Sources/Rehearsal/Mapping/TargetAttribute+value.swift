package import SCIM

extension TargetAttribute {
    /// The value in a resource of the application, names in any letter case.
    package func value(in resource: JSONObject) -> JSON? {
        let holder = urn.map { resource.value(ofFolded: $0)?.object } ?? resource
        guard var value = holder?.value(ofFolded: name) else { return nil }
        if let selector {
            guard let selected = (value.array ?? [value]).first(where: { selector.selects($0) }) else { return nil }
            value = selected
        }
        if let subAttribute {
            guard let inner = value.object?.value(ofFolded: subAttribute) else { return nil }
            value = inner
        }
        if case .null = value { return nil }
        return value
    }

    /// Sets the value in a resource to create.
    package func set(_ value: JSON, in resource: inout JSONObject) {
        guard let urn else { return setInside(&resource, value) }
        var holder = resource[urn]?.object ?? JSONObject()
        setInside(&holder, value)
        resource[urn] = .object(holder)
    }

    private func setInside(_ holder: inout JSONObject, _ value: JSON) {
        guard let selector else {
            guard let subAttribute else {
                holder[name] = value
                return
            }
            var object = holder[name]?.object ?? JSONObject()
            object[subAttribute] = value
            holder[name] = .object(object)
            return
        }
        var list = holder[name]?.array ?? []
        let index = list.firstIndex { selector.selects($0) }
        var element = index.flatMap { list[$0].object } ?? [selector.name: selector.value]
        element[subAttribute ?? "value"] = value
        if let index { list[index] = .object(element) } else { list.append(.object(element)) }
        holder[name] = .array(list)
    }
}

extension TargetAttribute.Selector {
    /// Whether one of many values is meant, text in any letter case.
    fileprivate func selects(_ element: JSON) -> Bool {
        guard let found = element.object?.value(ofFolded: name) else { return false }
        guard let text = found.string else { return found == value }
        switch value {
        case .string(let wanted): return text.equalsIgnoringCase(wanted)
        case .bool(let wanted): return Bool(ignoringCase: text) == wanted
        default: return false
        }
    }
}
