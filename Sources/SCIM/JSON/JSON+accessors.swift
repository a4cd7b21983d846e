extension JSON {
    /// The text, when the value is text.
    package var string: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }

    /// The truth value, when the value is one.
    package var bool: Bool? {
        guard case .bool(let flag) = self else { return nil }
        return flag
    }

    /// The number, when the value is a whole number of at most 64 bits.
    package var integer: Int64? {
        guard case .number(let number) = self else { return nil }
        return number.integer
    }

    /// The values, when the value is an array.
    package var array: [JSON]? {
        guard case .array(let values) = self else { return nil }
        return values
    }

    /// The members, when the value is an object.
    package var object: JSONObject? {
        guard case .object(let object) = self else { return nil }
        return object
    }
}
