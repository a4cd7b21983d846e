extension JSON {
    /// Reads bytes that are one JSON value (RFC 8259).
    ///
    /// Refused are names that occur twice in an object, text that is not UTF-8 or contains NUL, and nesting deeper than
    /// 32 levels.
    package init(parsing bytes: [UInt8]) throws(JSONSyntaxError) {
        var reader = JSONReader(bytes)
        self = try reader.readDocument()
    }
}

extension JSONObject {
    /// Reads the named members of a document that is known to be an object, and passes over the rest unread.
    package init(parsing bytes: [UInt8], only names: [JSONName]) throws(JSONSyntaxError) {
        var reader = JSONReader(bytes)
        self = try reader.readMembers(named: names)
    }
}
