extension JSON: ExpressibleByStringLiteral {
    package init(stringLiteral text: String) {
        self = .string(text)
    }
}

extension JSON: ExpressibleByIntegerLiteral {
    package init(integerLiteral number: Int) {
        self = .number(JSONNumber(number))
    }
}

extension JSON: ExpressibleByBooleanLiteral {
    package init(booleanLiteral flag: Bool) {
        self = .bool(flag)
    }
}

// There is no `nil` literal: where an optional is meant, it would quietly become a null that is there.

extension JSON: ExpressibleByArrayLiteral {
    package init(arrayLiteral values: JSON...) {
        self = .array(values)
    }
}

extension JSON: ExpressibleByDictionaryLiteral {
    /// The names must differ.
    package init(dictionaryLiteral members: (String, JSON)...) {
        self = .object(JSONObject(members.map { JSONObject.Member(name: $0, value: $1) }))
    }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    /// The names must differ.
    package init(dictionaryLiteral members: (String, JSON)...) {
        self.init(members.map { Member(name: $0, value: $1) })
    }
}
