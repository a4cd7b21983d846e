extension Projection {
    /// The members of a whole resource, `schemas`, `id` and `meta` included, that an answer has.
    package func applied(to resource: JSONObject, of type: ResourceType) -> JSONObject {
        var result = JSONObject()
        for member in resource.members {
            if let schemaExtension = type.schemaExtension(member.name) {
                let urn = schemaExtension.schema.id
                guard let object = member.value.object else { continue }
                let kept = applied(to: object, urn: urn) { schemaExtension.schema.attribute(named: $0) }
                if !kept.isEmpty { result.append(.init(name: urn, value: .object(kept))) }
            } else if let attribute = type.coreAttribute(named: member.name),
                let value = applied(to: member.value, of: attribute, urn: nil)
            {
                result.append(.init(name: member.name, value: value))
            }
        }
        return result
    }

    private func applied(to object: JSONObject, urn: String, lookUp: (String) -> Attribute?) -> JSONObject {
        JSONObject(
            object.members.compactMap { member in
                guard let attribute = lookUp(member.name),
                    let value = applied(to: member.value, of: attribute, urn: urn)
                else { return nil }
                return JSONObject.Member(name: member.name, value: value)
            }
        )
    }

    /// What an answer has of an attribute's value, or `nil` when it leaves the attribute out.
    private func applied(to value: JSON, of attribute: Attribute, urn: String?) -> JSON? {
        let inclusion = inclusion(of: attribute, urn: urn)
        guard inclusion != .none, !attribute.subAttributes.isEmpty else { return inclusion == .none ? nil : value }
        switch value {
        case .object(let object):
            return select(from: object, of: attribute, urn: urn, inclusion)
        case .array(let values):
            let kept = values.compactMap { element in
                element.object.map { select(from: $0, of: attribute, urn: urn, inclusion) } ?? element
            }
            return kept.isEmpty ? nil : .array(kept)
        default:
            return value
        }
    }

    private func select(
        from object: JSONObject,
        of attribute: Attribute,
        urn: String?,
        _ inclusion: Inclusion
    ) -> JSON? {
        let members = object.members.filter { member in
            guard let sub = attribute.subAttribute(named: member.name) else { return false }
            return includes(sub, of: attribute, urn: urn, inclusion)
        }
        return members.isEmpty ? nil : .object(JSONObject(members))
    }

    /// Whether an answer has anything of an attribute.
    package func includes(_ attribute: Attribute, inExtension urn: String? = nil) -> Bool {
        inclusion(of: attribute, urn: urn) != .none
    }

    /// How much of an attribute an answer has.
    private enum Inclusion {
        case none
        /// Every sub-attribute that its own characteristics allow.
        case whole
        /// The sub-attributes that are named.
        case named
    }

    private func inclusion(of attribute: Attribute, urn: String?) -> Inclusion {
        guard attribute.returned != .never, attribute.mutability != .writeOnly else { return .none }
        switch self {
        case .standard:
            return attribute.returned == .request ? .none : .whole
        case .only(let names):
            if attribute.returned == .always || names.contains(where: { $0.isWhole(attribute, urn: urn) }) {
                return .whole
            }
            let hasAlways = attribute.subAttributes.contains { $0.returned == .always }
            return names.contains { $0.isPart(of: attribute, urn: urn) } || hasAlways ? .named : .none
        case .excluding(let names):
            guard attribute.returned != .request else { return .none }
            return attribute.returned != .always && names.contains { $0.isWhole(attribute, urn: urn) } ? .none : .whole
        }
    }

    private func includes(_ sub: Attribute, of attribute: Attribute, urn: String?, _ inclusion: Inclusion) -> Bool {
        guard sub.returned != .never, sub.mutability != .writeOnly else { return false }
        let path = ResolvedName.attribute(AttributePath(extensionURN: urn, attribute: attribute, subAttribute: sub))
        switch self {
        case .standard: return sub.returned != .request
        case .only(let names):
            return sub.returned == .always || names.contains(path) || (inclusion == .whole && sub.returned != .request)
        case .excluding(let names):
            return sub.returned == .always || (sub.returned != .request && !names.contains(path))
        }
    }
}

extension ResolvedName {
    /// Whether the name means all of an attribute.
    fileprivate func isWhole(_ attribute: Attribute, urn: String?) -> Bool {
        switch self {
        case .attribute(let path):
            path.attribute == attribute && path.extensionURN == urn && path.subAttribute == nil
        case .schemaExtension(let named): named == urn
        case .coreSchema: urn == nil
        case .unknown: false
        }
    }

    /// Whether the name means a sub-attribute of an attribute.
    fileprivate func isPart(of attribute: Attribute, urn: String?) -> Bool {
        guard case .attribute(let path) = self else { return false }
        return path.attribute == attribute && path.extensionURN == urn && path.subAttribute != nil
    }
}
