internal import SCIM

extension Provider {
    /// The change that carries out a PATCH.
    func modification(
        of type: ResourceType,
        id: String,
        with body: JSONObject,
        if preconditions: Preconditions,
        reading values: ValueReader,
        by actor: Actor
    ) throws(SCIMError) -> Change {
        let patch = try Patch(parsing: .object(body), of: type, with: values)
        return update(of: type, id: id, if: preconditions, members: patch.memberChanges, by: actor) { old in
            try patch.applied(to: old, of: type)
        }
    }

    /// The change that takes a resource from what it is to what `transform` makes of it.
    func update(
        of type: ResourceType,
        id: String,
        if preconditions: Preconditions,
        members: [MemberChange],
        by actor: Actor,
        _ transform: @escaping @Sendable (JSONObject) throws -> JSONObject
    ) -> Change {
        Change(type: type, id: id) { writer in
            guard let stored = try writer.record(id: id, of: type, with: []) else {
                throw SCIMError.missing(type, id: id)
            }
            guard try !actor.isRepeated(on: id, writer) else { return stored }
            try preconditions.checkForChange(stored.meta)
            let old = try stored.resource(of: type)
            return try writer.update(stored, old, to: transform(old.attributes), members: members, by: actor)
        }
    }
}
