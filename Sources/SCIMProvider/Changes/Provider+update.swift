internal import SCIM

extension Provider {
    /// The change that carries out a PATCH; see `update` for `reader`.
    func modification(
        of type: ResourceType,
        id: String,
        with body: JSONObject,
        if preconditions: Preconditions,
        reading values: ValueReader,
        by actor: Actor,
        from reader: (any ResourceReader)?
    ) throws -> Change {
        let patch = try Patch(parsing: .object(body), of: type, with: values)
        return try update(
            of: type,
            id: id,
            if: preconditions,
            members: patch.memberChanges,
            by: actor,
            from: reader
        ) { old, effort in
            try patch.applied(to: old, of: type, spending: effort)
        }
    }

    /// The change that takes a resource from what it is to what `transform` makes of it.
    ///
    /// With a reader, it is worked out before anybody waits for it, and again only if the resource has been changed in
    /// between.
    func update(
        of type: ResourceType,
        id: String,
        if preconditions: Preconditions,
        members: [MemberChange],
        by actor: Actor,
        from reader: (any ResourceReader)?,
        _ transform: @escaping @Sendable (JSONObject, PatchEffort) throws -> JSONObject
    ) throws -> Change {
        let amendment = { @Sendable (reader: any ResourceReader, effort: PatchEffort) throws -> Amendment in
            guard let stored = try reader.record(id: id, of: type, with: Relations()) else {
                throw SCIMError.missing(type, id: id)
            }
            guard try !actor.isRepeated(on: stored, reader) else { return Amendment(unchanged: stored) }
            try preconditions.checkForChange(stored.meta)
            // To read it and to write it anew costs something for each of its bytes.
            try effort.note(stored.documentSize)
            let old = try stored.resource(of: type)
            let attributes = try transform(old.attributes, effort)
            return Amendment(of: stored, old, to: attributes, members: members, at: actor.time)
        }
        let prepared = try reader.map { try amendment($0, PatchEffort()) }
        return Change(type: type, id: id) { writer, effort in
            guard let prepared, try writer.isCurrent(prepared.stored) else {
                return try writer.update(amendment(writer, effort), by: actor, spending: effort)
            }
            return try writer.update(prepared, by: actor, spending: effort)
        }
    }
}
