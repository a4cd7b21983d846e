internal import SCIM
internal import SCIMProvider

extension JournalEntry {
    /// The entry as programs read it.
    var json: JSONObject {
        var json: JSONObject = ["number": .number(JSONNumber(number)), "time": .string(time.description)]
        if let tokenID {
            json["token"] = ["id": .number(JSONNumber(tokenID)), "label": .string(tokenLabel ?? "")]
        }
        for (name, text) in [("client", client), ("request", requestID), ("subject", subject)] {
            if let text { json[name] = .string(text) }
        }
        switch event {
        case .change(let change):
            json["operation"] = .string(change.disables ? "disable" : change.operation.rawValue)
            json["type"] = .string(change.type)
            json["id"] = .string(change.id)
            json["version"] = .number(JSONNumber(change.version))
            json["changes"] = .array(
                change.differences.map { difference in
                    [
                        "path": .string(difference.path), "before": difference.before ?? .null,
                        "after": difference.after ?? .null,
                    ]
                }
            )
            if !change.addedMembers.isEmpty || !change.removedMembers.isEmpty {
                json["members"] = [
                    "added": .array(change.addedMembers.map { .string($0) }),
                    "removed": .array(change.removedMembers.map { .string($0) }),
                ]
            }
        case .refusal(let refusal):
            json["operation"] = "refuse"
            json["target"] = .string(refusal.target)
            json["status"] = .number(JSONNumber(refusal.error.status))
            if let scimType = refusal.error.scimType { json["scimType"] = .string(scimType.rawValue) }
            json["reason"] = .string(refusal.error.detail)
        }
        return json
    }
}
