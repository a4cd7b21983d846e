internal import SCIM
internal import SCIMProvider

// A retired user changes its type. Every query is about the types that a network serves, so none finds it any more, and
// its identifier, its times and its journal stay what they are.
extension SQLiteWriter {
    func retire(_ stored: StoredResource, _ old: Resource, by actor: Actor) throws {
        try leaveGroups(old, key: stored.key, by: actor)
        var disabled = old
        disabled.attributes["active"] = false
        disabled.meta = stored.meta.next(at: actor.time)
        _ = try move(stored, from: old, to: disabled.retired, Revision(disabled), by: actor)
    }

    func retired(like resource: Resource) throws -> StoredResource? {
        guard network.settings.deletion == .disable, resource.type.schema.id == Schema.user.id else { return nil }
        let externalID = resource.attributes["externalId"]
        let rows = try valueRows
        // The index of externalId comes first.
        for value in resource.retired.indexedValues where value.index.path.attribute.name != "meta" {
            let found = try rows.resources(with: value, of: .retiredUser)
                .filter { stored in
                    let other = try stored.resource(of: .retiredUser).attributes["externalId"]
                    return other == nil || externalID == nil || other == externalID
                }
            if let latest = found.max(by: { $0.meta.lastModified < $1.meta.lastModified }) { return latest }
        }
        return nil
    }

    func restore(_ stored: StoredResource, as resource: Resource, by actor: Actor) throws -> StoredResource {
        let meta = stored.meta.next(at: actor.time)
        let new = Resource(type: resource.type, id: stored.id, attributes: resource.attributes, meta: meta)
        return try move(stored, from: stored.resource(of: .retiredUser), to: new, Revision(new), by: actor)
    }

    /// Makes a resource of one type one of another, in the form of `revision`.
    private func move(
        _ stored: StoredResource,
        from old: Resource,
        to new: Resource,
        _ revision: Revision,
        by actor: Actor
    ) throws -> StoredResource {
        let key = stored.key
        let values = new.indexedValues
        try checkUnique(values, of: new)
        let change = try journal(
            .update,
            of: revision.resource,
            key: key,
            before: stored.document,
            MemberMoves(),
            by: actor
        )
        try db.run(
            """
            UPDATE resource
            SET version = ?, created = ?, lastModified = ?, document = ?, ending = ?, unsent = ?, change = ?, type = ?
            WHERE key = ?
            """,
            ResourceColumns(of: revision, change: change).values + [.text(new.type.name), .integer(key)]
        )
        let rows = try valueRows
        for value in old.indexedValues { try rows.remove(value, of: old.type, key: key) }
        try rows.add(values, of: new.type, key: key)
        try count(-1, of: old)
        try count(1, of: new)
        return revision.stored(key: key)
    }
}

extension Resource {
    /// The resource as one that is kept.
    fileprivate var retired: Resource {
        Resource(type: .retiredUser, id: id, attributes: attributes, meta: meta)
    }
}

extension Meta {
    fileprivate func next(at instant: DateTime) -> Meta {
        Meta(created: created, lastModified: max(instant, lastModified), version: version + 1)
    }
}
