/// Reads filters by recursive descent: `or` binds weakest, then `and`, then `not` and comparisons.
struct FilterParser {
    /// How deep parentheses, `not` and brackets may be nested.
    static let maximumDepth = 64
    /// How long the text may be, in bytes of UTF-8.
    static let maximumLength = 8_192

    private var lexer: FilterLexer
    private var scope: FilterScope
    private var token = FilterLexer.Token.end
    private var depth = 0

    init(_ text: String, scope: FilterScope) {
        self.scope = scope
        lexer = FilterLexer(text)
    }

    /// The whole text as a filter.
    mutating func parseFilter() throws(FilterSyntaxError) -> Filter {
        try begin()
        let filter = try disjunction()
        guard token == .end else { throw lexer.error("'and', 'or' or the end was expected") }
        return filter
    }

    /// The whole text as the path of a PATCH operation (RFC 7644 §3.5.2).
    mutating func parsePatchPath(of type: ResourceType) throws(FilterSyntaxError) -> PatchPath {
        try begin()
        guard case .word(let name) = token else { throw lexer.error("the name of an attribute was expected") }
        guard name.isAttributeName else { throw lexer.error("'\(name)' cannot be the name of an attribute") }
        let resolved = type.resolve(name)
        try advance()
        guard token == .openBracket else {
            guard token == .end else { throw lexer.error("'[' or the end was expected") }
            return PatchPath(name: name, resolved: resolved)
        }
        guard case .attribute(let path) = resolved else {
            return PatchPath(name: name, resolved: .unknown)
        }
        let filter = try valueFilter(of: path)
        var sub: Attribute?
        if let subName = nameBehindDot {
            guard subName.isAttributeName else { throw lexer.error("a sub-attribute was expected after '.'") }
            sub = path.attribute.subAttribute(named: subName)
            guard sub != nil else { return PatchPath(name: "\(name)[…].\(subName)", resolved: .unknown) }
            try advance()
        }
        guard token == .end else { throw lexer.error("'.' and a sub-attribute, or the end, was expected") }
        let target = AttributePath(extensionURN: path.extensionURN, attribute: path.attribute, subAttribute: sub)
        return PatchPath(name: name, resolved: .attribute(target), filter: filter)
    }

    /// Reads the first token, unless the text is too long.
    private mutating func begin() throws(FilterSyntaxError) {
        guard lexer.length <= Self.maximumLength else {
            throw FilterSyntaxError(
                reason: "it is longer than \(Self.maximumLength) bytes",
                position: Self.maximumLength,
                text: String(lexer.text.prefix(40)) + "…"
            )
        }
        try advance()
    }

    private mutating func disjunction() throws(FilterSyntaxError) -> Filter {
        let first = try conjunction()
        guard try accept(word: "or") else { return first }
        var terms = [first]
        repeat { terms.append(try conjunction()) } while try accept(word: "or")
        return .or(terms)
    }

    private mutating func conjunction() throws(FilterSyntaxError) -> Filter {
        let first = try term()
        guard try accept(word: "and") else { return first }
        var terms = [first]
        repeat { terms.append(try term()) } while try accept(word: "and")
        return .and(terms)
    }

    private mutating func term() throws(FilterSyntaxError) -> Filter {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.maximumDepth else {
            throw lexer.error("it is nested deeper than \(Self.maximumDepth) levels")
        }
        if token == .openParenthesis { return try parenthesized() }
        guard case .word(let name) = token else {
            throw lexer.error("the name of an attribute, 'not' or '(' was expected")
        }
        let start = lexer.tokenOffset
        try advance()
        if name.equalsIgnoringCase("not"), token == .openParenthesis { return .not(try parenthesized()) }
        guard name.isAttributeName else {
            throw lexer.error("the name of an attribute, 'not' or '(' was expected", at: start)
        }
        guard let path = scope.resolve(name) else {
            guard scope.isOneOfMany else {
                throw lexer.error("'\(name)' is not an attribute of \(scope.name)", at: start)
            }
            return try unresolvedExpression(name)
        }
        if token == .openBracket { return try valuePath(path) }
        return try expression(on: path, written: name)
    }

    private mutating func parenthesized() throws(FilterSyntaxError) -> Filter {
        try advance()
        let filter = try disjunction()
        guard token == .closeParenthesis else { throw lexer.error("')' was expected") }
        try advance()
        return filter
    }

    /// `[filter]` behind an attribute, with what may follow it.
    private mutating func valuePath(_ path: AttributePath) throws(FilterSyntaxError) -> Filter {
        let filter = try valueFilter(of: path)
        let element = FilterScope.value(of: path.leaf)
        if let name = nameBehindDot {
            guard let sub = element.resolve(name) else {
                throw lexer.error("'\(name)' is not a sub-attribute of \(path)")
            }
            try advance()
            return .anyValue(of: path, where: .and([filter, try expression(on: sub, written: name)]))
        }
        // `emails[type eq "work"] eq "x"` is not in the RFC's grammar but in old documentation of Entra.
        if case .word(let word) = token, let value = path.leaf.valueAttribute,
            ComparisonOperator(word: word) != nil
        {
            let sub = AttributePath(attribute: value)
            return .anyValue(of: path, where: .and([filter, try expression(on: sub, written: "value")]))
        }
        return .anyValue(of: path, where: filter)
    }

    private mutating func valueFilter(of path: AttributePath) throws(FilterSyntaxError) -> Filter {
        guard path.subAttribute == nil, path.attribute.type == .complex else {
            throw lexer.error("\(path) has no sub-attributes that '[…]' could select by")
        }
        try advance()
        let outer = scope
        scope = .value(of: path.attribute)
        let filter = try disjunction()
        scope = outer
        guard token == .closeBracket else { throw lexer.error("']' was expected") }
        try advance()
        return filter
    }

    private mutating func expression(
        on path: AttributePath,
        written name: String
    ) throws(FilterSyntaxError) -> Filter {
        let word = try operatorWord(after: name)
        guard let `operator` = ComparisonOperator(word: word) else {
            if word.asksForPresence {
                try advance()
                return .present(path)
            }
            throw lexer.error("'\(word)' is not an operator; use eq, ne, co, sw, ew, gt, ge, lt, le or pr")
        }
        let operatorOffset = lexer.tokenOffset
        try advance()
        let literal = try literal(after: word)
        let literalOffset = lexer.tokenOffset
        try advance()
        let target = path.comparable
        guard literal == .null || target.leaf.permits(`operator`) else {
            throw lexer.error("'\(word)' cannot compare \(path), which is \(target.leaf.type)", at: operatorOffset)
        }
        guard let value = target.leaf.comparisonValue(of: literal, for: `operator`) else {
            throw lexer.error(
                "\(literal) is not a value that \(path), which is \(target.leaf.type), is compared with",
                at: literalOffset
            )
        }
        return .comparison(Comparison(path: target, operator: `operator`, value: value))
    }

    /// Reads past a comparison with a name that only other resource types know; here it is as without a value.
    private mutating func unresolvedExpression(_ name: String) throws(FilterSyntaxError) -> Filter {
        if token == .openBracket {
            while token != .closeBracket {
                guard token != .end else { throw lexer.error("']' was expected") }
                try advance()
            }
            try advance()
            guard nameBehindDot != nil else { return .nothing }
            try advance()
            _ = try unresolvedComparison(with: name)
            return .nothing
        }
        return try unresolvedComparison(with: name) ? .not(.nothing) : .nothing
    }

    /// Whether a comparison holds where there is no value: `ne` with a value, and `eq` with null.
    private mutating func unresolvedComparison(with name: String) throws(FilterSyntaxError) -> Bool {
        let word = try operatorWord(after: name)
        try advance()
        guard !word.asksForPresence else { return false }
        let literal = try literal(after: word)
        try advance()
        return ComparisonOperator(word: word) == (literal == .null ? .equal : .notEqual)
    }

    /// The name of a sub-attribute, with a dot before it, as it may follow brackets.
    private var nameBehindDot: String? {
        guard case .word(let word) = token, word.utf8.first == UInt8(ascii: ".") else { return nil }
        return String(Substring(word.utf8.dropFirst()))
    }

    private mutating func operatorWord(after name: String) throws(FilterSyntaxError) -> String {
        guard case .word(let word) = token else { throw lexer.error("an operator was expected after '\(name)'") }
        return word
    }

    /// A literal with or without quotes: some clients leave the quotes of text out.
    private func literal(after operator: String) throws(FilterSyntaxError) -> FilterLiteral {
        switch token {
        case .text(let text): .quoted(text)
        case .word(let word): FilterLiteral(word: word)
        default: throw lexer.error("a value was expected after '\(`operator`)'")
        }
    }

    private mutating func accept(word: String) throws(FilterSyntaxError) -> Bool {
        guard case .word(let found) = token, found.equalsIgnoringCase(word) else { return false }
        try advance()
        return true
    }

    private mutating func advance() throws(FilterSyntaxError) {
        token = try lexer.next()
    }
}

extension String {
    /// Whether it is the operator that has no value (RFC 7644 §3.4.2.2, table 3).
    fileprivate var asksForPresence: Bool {
        equalsIgnoringCase("pr")
    }
}

extension StringProtocol {
    /// Whether the text has the form of an attribute name or path: letters, digits, `-`, `_`, `$`, `.` and `:`.
    fileprivate var isAttributeName: Bool {
        guard let first = utf8.first, first.isASCIILetter || first == UInt8(ascii: "$") else { return false }
        return allBytes { byte in
            switch byte {
            case 0x30...0x3A, UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "$"), UInt8(ascii: "."): true
            default: byte.isASCIILetter
            }
        }
    }
}

extension UInt8 {
    fileprivate var isASCIILetter: Bool {
        (0x61...0x7A).contains(self | 0x20) && self < 0x80
    }
}
