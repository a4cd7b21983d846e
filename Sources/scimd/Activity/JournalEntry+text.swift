internal import SCIM
internal import SCIMProvider
internal import Terminal

extension JournalEntry {
    /// The entry as people read it: a line with what happened to whom, and indented lines that tell more.
    var text: String {
        var lines = ["#\(number)  \(time)  \(headline)"]
        switch event {
        case .change(let change):
            lines += change.differences.map(\.text)
            if !change.addedMembers.isEmpty { lines.append("members added: \(change.addedMembers.summary)") }
            if !change.removedMembers.isEmpty { lines.append("members removed: \(change.removedMembers.summary)") }
        case .refusal(let refusal):
            lines.append(refusal.error.detail)
            lines.append("'scimd explain \(number)' says what to do")
        }
        lines.append(origin)
        return lines.map(\.shown).joined(separator: "\n    ")
    }

    private var headline: String {
        switch event {
        case .change(let change):
            return "\(change.disables ? "disabled" : change.operation.done) \(change.type) \(subject ?? change.id)"
        case .refusal(let refusal):
            let keyword = refusal.error.scimType.map { " \($0.rawValue)" } ?? ""
            let subject = refusal.subject.map { ", \($0)" } ?? ""
            return "refused with \(refusal.error.status)\(keyword): \(refusal.target)\(subject)"
        }
    }

    private var origin: String {
        let token = tokenID.map { "token \($0)" + (tokenLabel.map { $0.isEmpty ? "" : " (\($0))" } ?? "") }
        let texts = [token, client, requestID.map { "request \($0)" }].compactMap { $0 }
        guard !texts.isEmpty else { return "by the operator" }
        return "by " + texts.joined(separator: ", ")
    }
}

extension ResourceChange.Operation {
    fileprivate var done: String {
        switch self {
        case .create: "created"
        case .update: "updated"
        case .delete: "deleted"
        }
    }
}

extension ResourceChange.Difference {
    fileprivate var text: String {
        switch (before, after) {
        case (nil, let after?): "\(path): \(after.text)"
        case (let before?, nil): "\(path): \(before.text) removed"
        default: "\(path): \(before?.text ?? "") → \(after?.text ?? "")"
        }
    }
}

extension JSON {
    fileprivate var text: String {
        String(decoding: bytes, as: UTF8.self)
    }
}

extension [String] {
    /// The first few texts, and how many more there are.
    fileprivate var summary: String {
        let shown = 5
        let text = prefix(shown).joined(separator: ", ")
        return count > shown ? "\(text) and \(count - shown) more" : text
    }
}
