internal import SCIM
internal import SCIMProvider
internal import SCIMStore

extension RecordedChange {
    /// The change as `scimd changes` writes it.
    var json: JSONObject {
        var object = JSONObject([
            .init(name: "seq", value: .number(JSONNumber(seq))),
            .init(name: "time", value: .string(time.description)),
            .init(name: "operation", value: .string(change.operation.rawValue)),
            .init(name: "type", value: .string(change.type)),
            .init(name: "id", value: .string(change.id)),
            .init(name: "version", value: .number(JSONNumber(change.version))),
            .init(name: "before", value: change.before.map(JSON.object) ?? .null),
            .init(name: "after", value: change.after.map(JSON.object) ?? .null),
        ])
        guard !change.addedMembers.isEmpty || !change.removedMembers.isEmpty else { return object }
        let members: JSONObject = [
            "added": .array(change.addedMembers.map(JSON.string)),
            "removed": .array(change.removedMembers.map(JSON.string)),
        ]
        object.append(.init(name: "members", value: .object(members)))
        return object
    }
}
