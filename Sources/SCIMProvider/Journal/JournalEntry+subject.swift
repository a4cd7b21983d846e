internal import SCIM

extension JournalEntry {
    /// Whether the entry is about somebody: by a part of a name or an address in any letter case, or by an identifier.
    package func concerns(_ text: String) -> Bool {
        let names: [String?]
        switch event {
        case .change(let change):
            if change.id == text { return true }
            names = [change.before, change.after].flatMap { $0?.names ?? [] }
        case .refusal(let refusal):
            names = [refusal.subject]
        }
        let folded = text.lowercased()
        return names.contains { $0?.lowercased().contains(folded) ?? false }
    }

    /// Whether the entry is a refused request to one of some resources.
    package func refusesChange(of ids: Set<String>) -> Bool {
        guard case .refusal(let refusal) = event, let id = refusal.target.split(separator: "/").last else {
            return false
        }
        return ids.contains(String(id))
    }
}

extension JSONObject {
    /// What people know the resource by.
    fileprivate var names: [String] {
        var names = ["userName", "displayName", "externalId"].compactMap { self[$0]?.string }
        if case .array(let emails)? = self["emails"] {
            names += emails.compactMap { $0.object?["value"]?.string }
        }
        return names
    }
}
