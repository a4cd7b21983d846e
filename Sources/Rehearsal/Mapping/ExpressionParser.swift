internal import SCIM

/// Reads the text of an expression.
struct ExpressionParser {
    private let characters: [Character]
    private var position = 0

    private init(_ text: String) {
        characters = Array(text)
    }

    /// Reads a whole expression.
    static func parse(_ text: String) throws(ExpressionError) -> Expression {
        var parser = ExpressionParser(text)
        let expression = try parser.readExpression()
        parser.skipSpaces()
        guard parser.position == parser.characters.count else { throw parser.error("nothing more is expected here") }
        return expression
    }

    private func error(_ reason: String) -> ExpressionError {
        ExpressionError(text: String(characters), position: position + 1, reason: reason)
    }

    private mutating func skipSpaces() {
        while position < characters.count, characters[position].isWhitespace { position += 1 }
    }

    private var next: Character? {
        position < characters.count ? characters[position] : nil
    }

    private mutating func readExpression() throws(ExpressionError) -> Expression {
        skipSpaces()
        switch next {
        case "[": return try readAttribute()
        case "\"": return .constant(try readText())
        case let first? where first.isLetter: return try readCall()
        default: throw error("[attribute], \"constant\" or a function is expected here")
        }
    }

    private mutating func readAttribute() throws(ExpressionError) -> Expression {
        let start = position
        position += 1
        guard let end = characters[position...].firstIndex(of: "]") else { throw error("']' is missing") }
        let name = String(characters[position..<end])
        guard let known = AttributeName.known(name) else {
            position = start
            throw error("there is no attribute [\(name)]: there are \(AttributeName.all.joined(separator: ", "))")
        }
        position = end + 1
        return .attribute(known)
    }

    private mutating func readText() throws(ExpressionError) -> String {
        position += 1
        var text = ""
        while let character = next {
            position += 1
            switch character {
            case "\"": return text
            case "\\" where next == "\"" || next == "\\":
                text.append(characters[position])
                position += 1
            default: text.append(character)
            }
        }
        throw error("the closing quotation mark is missing")
    }

    private mutating func readCall() throws(ExpressionError) -> Expression {
        let start = position
        while let character = next, character.isLetter { position += 1 }
        let name = String(characters[start..<position])
        guard let function = Function.allCases.first(where: { $0.rawValue.equalsIgnoringCase(name) }) else {
            position = start
            let names = Function.allCases.map(\.rawValue).joined(separator: ", ")
            throw error("there is no function '\(name)': there are \(names)")
        }
        skipSpaces()
        guard next == "(" else { throw error("'(' is expected after \(name)") }
        position += 1
        var arguments: [Expression?] = []
        while true {
            skipSpaces()
            arguments.append(next == "," || next == ")" ? nil : try readExpression())
            skipSpaces()
            guard next == "," || next == ")" else { throw error("',' or ')' is expected here") }
            position += 1
            if characters[position - 1] == ")" { break }
        }
        guard function.arity.contains(arguments.count) else {
            position = start
            throw error("\(function.rawValue) has \(arguments.count) arguments: it needs \(function.usage)")
        }
        return .call(function, arguments)
    }
}
