internal import SCIM

extension JSON {
    /// Where a value is not what is expected, in words; `nil` when it is.
    ///
    /// Members that are not named are free; `null` means that there must be no value, `"*"` that there must be one. Each
    /// expected value of an array has to be among those there are; an empty array means that there are none.
    func mismatch(_ expected: JSON, at place: String) -> String? {
        switch (expected, self) {
        case (.string("*"), .null): return "\(place) is missing"
        case (.string("*"), _): return nil
        case (.object(let wanted), .object(let mine)):
            for member in wanted.members {
                let place = place.isEmpty ? member.name : "\(place).\(member.name)"
                let value = mine.value(ofFolded: member.name) ?? .null
                if let found = value.mismatch(member.value, at: place) { return found }
            }
            return nil
        case (.array(let wanted), .null) where wanted.isEmpty: return nil
        case (.array(let wanted), .array(let mine)):
            if wanted.isEmpty, !mine.isEmpty { return "\(place) must be empty, and has \(mine.count) values" }
            for element in wanted where !mine.contains(where: { $0.mismatch(element, at: place) == nil }) {
                guard mine.count == 1, wanted.count == 1 else { return "\(place) has no value \(element.shortText)" }
                return mine[0].mismatch(element, at: "\(place)[0]")
            }
            return nil
        case (.null, .null): return nil
        case (.null, _): return "\(place) must be absent, and is \(shortText)"
        case (_, .null): return "\(place) is missing: \(expected.shortText) is expected"
        default:
            return self == expected ? nil : "\(place) is \(shortText), and \(expected.shortText) is expected"
        }
    }

    fileprivate var shortText: String {
        let text = String(decoding: bytes, as: UTF8.self)
        return text.count > 120 ? text.prefix(120) + "…" : text
    }

    /// The value with every text changed.
    func mapTexts(_ change: (String) -> String) -> JSON {
        switch self {
        case .string(let text): .string(change(text))
        case .array(let values): .array(values.map { $0.mapTexts(change) })
        case .object(let object):
            .object(
                JSONObject(object.members.map { .init(name: change($0.name), value: $0.value.mapTexts(change)) })
            )
        default: self
        }
    }
}
