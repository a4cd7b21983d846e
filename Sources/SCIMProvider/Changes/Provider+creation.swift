internal import SCIM

extension Provider {
    /// The change that makes a resource of what a client sent.
    func creation(
        of type: ResourceType,
        from body: JSONObject,
        id: String,
        with values: ValueReader,
        _ call: Call
    ) throws(SCIMError) -> Change {
        var attributes = try type.readAttributes(of: body, with: values)
        let members = try type.takeMembers(from: &attributes)
        let resource = Resource(
            type: type,
            id: id,
            attributes: attributes,
            meta: Meta(created: call.time, lastModified: call.time, version: 1)
        )
        return Change(type: type, id: id) { writer in
            do {
                return try writer.insert(resource, members: members, by: call.actor)
            } catch let taken as TakenValue {
                // An earlier attempt at this very request has made it.
                guard try call.isRepeated(on: taken.owner, writer) else { throw taken }
                return try writer.record(id: taken.owner, of: type, with: [])
            }
        }
    }
}
