internal import SCIM

/// Who became a member of a group and who ceased to be one.
struct MemberMoves {
    var added: [String] = []
    var removed: [String] = []

    init(added: [String] = [], removed: [String] = []) {
        self.added = added
        self.removed = removed
    }

    /// Those who come when a group is made with members, each once.
    init(adding members: [Member]) {
        // As bytes, see `Hasher.combine(bytesOf:)`.
        var seen: Set<[UInt8]> = []
        added = members.map(\.id).filter { seen.insert(Array($0.utf8)).inserted }
    }

    /// Reads what `json` gave.
    init(_ json: JSON) {
        added = json.object?["added"]?.array?.compactMap(\.string) ?? []
        removed = json.object?["removed"]?.array?.compactMap(\.string) ?? []
    }

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
