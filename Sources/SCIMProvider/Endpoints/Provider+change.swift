internal import HTTPTypes
internal import SCIM

extension Provider {
    /// `PUT /Users/{id}` (RFC 7644 §3.5.1).
    func replace(_ type: ResourceType, id: String, _ call: Call) throws -> Response {
        let attributes = try type.readAttributes(of: call.bodyObject(), with: values)
        return try change(type, id: id, call) { old in
            let new = type.keepingUnsaid(from: old, in: attributes)
            try type.checkImmutable(before: old, after: new)
            return new
        }
    }

    /// `PATCH /Users/{id}` (RFC 7644 §3.5.2).
    func patch(_ type: ResourceType, id: String, _ call: Call) throws -> Response {
        let patch = try Patch(parsing: .object(call.bodyObject()), of: type, with: values)
        return try change(type, id: id, call) { try patch.applied(to: $0, of: type) }
    }

    /// Changes the attributes of a resource inside one write, and answers with what it is then.
    ///
    /// A change that changes nothing leaves version and time as they are.
    private func change(
        _ type: ResourceType,
        id: String,
        _ call: Call,
        _ transform: @escaping @Sendable (JSONObject) throws -> JSONObject
    ) throws -> Response {
        let rendering = try rendering(type, call)
        let preconditions = Preconditions(call.request)
        let changed = try store.write { writer in
            guard let record = try writer.record(id: id, of: type, in: call.network) else {
                throw SCIMError.missing(type, id: id)
            }
            let old = try record.resource(of: type)
            guard try !call.isRepeated(on: id, writer) else { return old }
            try preconditions.checkForChange(record.meta)
            var new = old
            new.attributes = try transform(old.attributes)
            guard new.attributes != old.attributes else { return old }
            new.meta.version += 1
            new.meta.lastModified = max(call.time, old.meta.lastModified)
            try writer.update(new, from: old, in: call.network, by: call.actor)
            return new
        }
        return respond(with: changed, .ok, rendering)
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
