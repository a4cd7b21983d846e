/// Cuts the text of a filter or a path into tokens.
struct FilterLexer {
    enum Token: Hashable {
        case openParenthesis
        case closeParenthesis
        case openBracket
        case closeBracket
        /// A name, an operator, or a literal without quotes.
        case word(String)
        /// A literal in double quotes, its escapes resolved.
        case text(String)
        case end
    }

    private let bytes: [UInt8]
    private var offset = 0
    /// Where the token that was read last starts.
    private(set) var tokenOffset = 0

    init(_ text: String) {
        bytes = Array(text.utf8)
    }

    /// How many bytes the text has.
    var length: Int {
        bytes.count
    }

    /// The whole text, for errors.
    var text: String {
        String(decoding: bytes, as: UTF8.self)
    }

    /// The next token; `end` for ever once the text is used up.
    mutating func next() throws(FilterSyntaxError) -> Token {
        while offset < bytes.count, bytes[offset].isSpace { offset += 1 }
        tokenOffset = offset
        guard offset < bytes.count else { return .end }
        switch bytes[offset] {
        case UInt8(ascii: "("): return single(.openParenthesis)
        case UInt8(ascii: ")"): return single(.closeParenthesis)
        case UInt8(ascii: "["): return single(.openBracket)
        case UInt8(ascii: "]"): return single(.closeBracket)
        case UInt8(ascii: "\""): return try quoted()
        default: return try word()
        }
    }

    /// An error at the token that was read last, or at another place.
    func error(_ reason: String, at offset: Int? = nil) -> FilterSyntaxError {
        let characters = String(decoding: bytes[..<(offset ?? tokenOffset)], as: UTF8.self).count
        return FilterSyntaxError(reason: reason, position: characters + 1, text: text)
    }

    private mutating func single(_ token: Token) -> Token {
        offset += 1
        return token
    }

    private mutating func word() throws(FilterSyntaxError) -> Token {
        let start = offset
        while offset < bytes.count, !bytes[offset].endsWord { offset += 1 }
        // No value has one, and what SQLite makes of texts with NUL is undefined.
        guard !bytes[start..<offset].contains(0) else { throw error("there is a NUL in text") }
        return .word(String(decoding: bytes[start..<offset], as: UTF8.self))
    }

    private mutating func quoted() throws(FilterSyntaxError) -> Token {
        let start = offset
        offset += 1
        var isPlain = true
        while offset < bytes.count, bytes[offset] != UInt8(ascii: "\"") {
            if !bytes[offset].isPlainText { isPlain = false }
            offset += bytes[offset] == UInt8(ascii: "\\") ? 2 : 1
        }
        guard offset < bytes.count else { throw error("the value's closing quotation mark is missing") }
        offset += 1
        if isPlain { return .text(String(decoding: bytes[start + 1..<offset - 1], as: UTF8.self)) }
        do throws(JSONSyntaxError) {
            guard case .string(let text) = try JSON(parsing: Array(bytes[start..<offset])) else { return .end }
            return .text(text)
        } catch {
            throw self.error("the quoted value is not a JSON string: \(error.reason)")
        }
    }
}

extension UInt8 {
    fileprivate var isSpace: Bool {
        self == UInt8(ascii: " ") || self == UInt8(ascii: "\t")
    }

    fileprivate var endsWord: Bool {
        switch self {
        case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "\""): true
        default: isSpace
        }
    }
}
