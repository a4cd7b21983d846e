/// A value as a filter writes it, before the type of the attribute gives it a meaning.
enum FilterLiteral: Hashable {
    case quoted(String)
    case boolean(Bool)
    case number(JSONNumber)
    case null
    /// Text without quotes, which some clients send.
    case bare(String)

    init(word: String) {
        switch word {
        case "true": self = .boolean(true)
        case "false": self = .boolean(false)
        case "null": self = .null
        default:
            if case .number(let number)? = try? JSON(parsing: Array(word.utf8)) {
                self = .number(number)
            } else {
                self = .bare(word)
            }
        }
    }

    /// The literal as text, for attributes that are text.
    var text: String? {
        switch self {
        case .quoted(let text), .bare(let text): text
        case .boolean(let value): value ? "true" : "false"
        case .number(let number): number.text
        case .null: nil
        }
    }
}

extension FilterLiteral: CustomStringConvertible {
    var description: String {
        switch self {
        case .quoted(let text): "\"\(text)\""
        default: text ?? "null"
        }
    }
}
