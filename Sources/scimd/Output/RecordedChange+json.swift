internal import SCIM
internal import SCIMStore

extension RecordedChange {
    /// The change as `scimd changes` writes it.
    var json: JSONObject {
        var object = JSONObject([
            .init(name: "seq", value: .number(JSONNumber(seq))),
            .init(name: "time", value: .string(time.description)),
            .init(name: "operation", value: .string(operation.rawValue)),
            .init(name: "type", value: .string(type)),
            .init(name: "id", value: .string(id)),
            .init(name: "version", value: .number(JSONNumber(version))),
            .init(name: "before", value: before.map(JSON.object) ?? .null),
            .init(name: "after", value: after.map(JSON.object) ?? .null),
        ])
        guard !added.isEmpty || !removed.isEmpty else { return object }
        let members: JSONObject = [
            "added": .array(added.map(JSON.string)), "removed": .array(removed.map(JSON.string)),
        ]
        object.append(.init(name: "members", value: .object(members)))
        return object
    }
}
