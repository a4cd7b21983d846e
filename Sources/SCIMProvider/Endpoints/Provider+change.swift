internal import HTTPTypes
internal import SCIM

extension Provider {
    /// `PUT /Users/{id}` (RFC 7644 §3.5.1).
    func replace(_ type: ResourceType, id: String, _ call: Call) throws -> Response {
        var attributes = try type.readAttributes(of: call.bodyObject(), with: values)
        let members = try type.takeMembers(from: &attributes)
        let replacement = attributes
        let changes: [MemberChange] = type.memberAttribute == nil ? [] : [.replace(members)]
        return try change(type, id: id, call, members: changes) { old in
            let new = type.keepingUnsaid(from: old, in: replacement)
            try type.checkImmutable(before: old, after: new)
            return new
        }
    }

    /// `PATCH /Users/{id}` (RFC 7644 §3.5.2).
    func patch(_ type: ResourceType, id: String, _ call: Call) throws -> Response {
        let patch = try Patch(parsing: .object(call.bodyObject()), of: type, with: values)
        return try change(type, id: id, call, members: patch.memberChanges) { try patch.applied(to: $0, of: type) }
    }

    /// Changes a resource inside one write, and answers with what it is then.
    private func change(
        _ type: ResourceType,
        id: String,
        _ call: Call,
        members: [MemberChange],
        _ transform: @escaping @Sendable (JSONObject) throws -> JSONObject
    ) throws -> Response {
        let rendering = try rendering(type, call)
        let preconditions = Preconditions(call.request)
        let limit = limits.maximumMembersInPatchAnswer
        let isPatch = call.method == .patch
        let changed = try store.write { writer -> StoredResource? in
            guard var stored = try writer.record(id: id, of: type, in: call.network.key, with: []) else {
                throw SCIMError.missing(type, id: id)
            }
            if try !call.isRepeated(on: id, writer) {
                try preconditions.checkForChange(stored.meta)
                let old = try stored.resource(of: type)
                let new = try transform(old.attributes)
                stored = try writer.update(old, to: new, members: members, in: call.network, by: call.actor)
            }
            // Whoever changes one member of many is not sent all the others.
            if isPatch, rendering.relations.contains(.members), try writer.hasMoreMembers(than: limit, in: stored) {
                return nil
            }
            try writer.load(rendering.relations, of: &stored, in: call.network.key)
            return stored
        }
        guard let changed else { return Response(status: .noContent) }
        return try respond(with: changed, .ok, rendering)
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
