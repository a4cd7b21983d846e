internal import SCIM

extension Provider {
    /// The change that makes a resource of what a client sent.
    ///
    /// Where `isOfRequest`, the identifier is the same each time that the request is sent, and what has it was made by it.
    /// Where `isExported`, it was a resource before. Where `restoresDisabled`, somebody who is there already and disabled may
    /// be restored by it, and somebody who was deleted and kept.
    func creation(
        of type: ResourceType,
        from body: JSONObject,
        id: String,
        isOfRequest: Bool = false,
        isExported: Bool = false,
        reading values: ValueReader,
        restoresDisabled: Bool = false,
        by actor: Actor
    ) throws(SCIMError) -> Change {
        var attributes = try type.readAttributes(of: body, with: values)
        try type.checkRequiredPaths(in: attributes, isExported: isExported)
        let members = try type.takeMembers(from: &attributes)
        let resource = Resource(
            type: type,
            id: id,
            attributes: attributes,
            meta: Meta(created: actor.time, lastModified: actor.time, version: 1)
        )
        let revision = Revision(resource)
        return Change(type: type, id: id) { writer, effort in
            if isOfRequest, let made = try writer.record(id: id, of: type, with: Relations()) { return made }
            do {
                // What a Bulk request makes has its identifier already, unless it is this very request that made it.
                if let retired = try writer.retired(like: resource), restoresDisabled || retired.id == id {
                    return try writer.restore(retired, as: resource, by: actor)
                }
                return try writer.insert(revision, members: members, by: actor)
            } catch let taken as TakenValue {
                guard let stored = try writer.record(id: taken.owner, of: type, with: Relations()) else { throw taken }
                // An earlier attempt at this very request has made it.
                if try actor.isRepeated(on: stored, writer) { return stored }
                let old = try stored.resource(of: type)
                guard restoresDisabled, old.isRestored(by: resource) else { throw taken }
                try type.checkImmutable(before: old.attributes, after: resource.attributes)
                let amendment = Amendment(of: stored, old, to: resource.attributes, at: actor.time)
                return try writer.update(amendment, by: actor, spending: effort)
            }
        }
    }
}

extension Resource {
    /// Whether a client means this resource when it creates another one: Okta creates whom it disabled anew, under the
    /// same `externalId`.
    fileprivate func isRestored(by new: Resource) -> Bool {
        guard attributes["active"] == false, new.attributes["active"] != false,
            let externalID = attributes["externalId"]
        else { return false }
        return new.attributes["externalId"] == externalID
    }
}
