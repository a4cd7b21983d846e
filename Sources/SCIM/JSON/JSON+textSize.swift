extension JSON {
    /// About how many bytes of text there are in the value.
    var textSize: Int {
        switch self {
        case .null, .bool: 0
        case .number(let number): number.text.utf8.count
        case .string(let text): text.utf8.count
        case .array(let values): values.reduce(0) { $0 + $1.textSize }
        case .object(let object): object.members.reduce(0) { $0 + $1.value.textSize }
        }
    }
}
