internal import SCIM

/// Who became a member of a group and who ceased to be one.
struct MemberMoves {
    var added: [String] = []
    var removed: [String] = []

    var isEmpty: Bool {
        added.isEmpty && removed.isEmpty
    }

    /// The form in which the journal keeps it.
    var json: JSONObject {
        var object = JSONObject()
        if !added.isEmpty { object["added"] = .array(added.map { .string($0) }) }
        if !removed.isEmpty { object["removed"] = .array(removed.map { .string($0) }) }
        return object
    }
}
