internal import SCIM

extension Provider {
    /// The change that removes a resource.
    func deletion(of type: ResourceType, id: String, if preconditions: Preconditions, by actor: Actor) -> Change {
        Change(type: type, id: id) { writer, _ in
            guard let stored = try writer.record(id: id, of: type, with: Relations()) else {
                guard try actor.isRepeated(on: id, writer) else { throw SCIMError.missing(type, id: id) }
                return nil
            }
            try preconditions.checkForChange(stored.meta)
            let old = try stored.resource(of: type)
            if type.schema.id == Schema.user.id, writer.network.settings.deletion == .disable {
                try writer.retire(stored, old, by: actor)
            } else {
                try writer.delete(stored, old, by: actor)
            }
            return nil
        }
    }
}
