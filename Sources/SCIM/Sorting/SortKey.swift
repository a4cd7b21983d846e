/// What resources are ordered by.
package enum SortKey: Hashable, Sendable {
    case number(Double)
    case text(String)
    /// No value: behind all values in ascending order (RFC 7644 §3.4.2.3).
    case missing
}

extension SortKey: Comparable {
    /// Texts are ordered by their bytes, so those of which neither is before the other have the same bytes.
    package static func == (one: SortKey, other: SortKey) -> Bool {
        switch (one, other) {
        case (.number(let mine), .number(let others)): mine == others
        case (.text(let mine), .text(let others)): mine.hasSameBytes(as: others)
        case (.missing, .missing): true
        default: false
        }
    }

    package static func < (one: SortKey, other: SortKey) -> Bool {
        switch (one, other) {
        case (.number(let mine), .number(let others)): mine < others
        case (.text(let mine), .text(let others)): Ordering(bytes: mine.utf8, others.utf8) == .before
        case (.number, .text), (.number, .missing), (.text, .missing): true
        default: false
        }
    }
}

extension SortKey {
    /// The key as it stands in a cursor.
    package var json: JSON {
        switch self {
        case .number(let number): .string("n\(number)")
        case .text(let text): .string("t" + text)
        case .missing: .null
        }
    }

    /// Reads what `json` gave.
    package init?(_ json: JSON) {
        switch json {
        case .null: self = .missing
        case .string(let text):
            // A text may begin with a mark that forms one character with the letter in front of it.
            let value = Substring(text.utf8.dropFirst())
            switch text.utf8.first {
            case UInt8(ascii: "t"): self = .text(String(value))
            case UInt8(ascii: "n"):
                guard let number = Double(value) else { return nil }
                self = .number(number)
            default: return nil
            }
        default: return nil
        }
    }
}
