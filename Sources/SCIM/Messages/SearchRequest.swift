/// What a client asks a query for, from the parameters of a GET or the body of a POST to `.search`
/// (RFC 7644 §3.4.2, §3.4.3, RFC 9865 §2).
package struct SearchRequest: Sendable {
    package static let schema = "urn:ietf:params:scim:api:messages:2.0:SearchRequest"

    package var filter: String?
    package var sortBy: String?
    package var sortOrder: String?
    package var startIndex: Int?
    package var count: Int?
    /// Empty to ask for the first page by cursor.
    package var cursor: String?
    /// Names with commas between them.
    package var attributes: String?
    package var excludedAttributes: String?

    package init(
        filter: String? = nil,
        sortBy: String? = nil,
        sortOrder: String? = nil,
        startIndex: Int? = nil,
        count: Int? = nil,
        cursor: String? = nil,
        attributes: String? = nil,
        excludedAttributes: String? = nil
    ) {
        self.filter = filter
        self.sortBy = sortBy
        self.sortOrder = sortOrder
        self.startIndex = startIndex
        self.count = count
        self.cursor = cursor
        self.attributes = attributes
        self.excludedAttributes = excludedAttributes
    }

    /// Reads the body of a POST to `.search`.
    package init(parsing body: JSONObject) throws(SCIMError) {
        let urns = body.value(ofFolded: "schemas")?.array ?? []
        guard urns.contains(where: { $0.string?.equalsIgnoringCase(Self.schema) ?? false }) else {
            throw .invalidSyntax("a search must say \"schemas\": [\"\(Self.schema)\"]")
        }
        filter = try body.text("filter")
        sortBy = try body.text("sortBy")
        sortOrder = try body.text("sortOrder")
        startIndex = try body.number("startIndex")
        count = try body.number("count")
        cursor = try body.text("cursor")
        attributes = try body.names("attributes")
        excludedAttributes = try body.names("excludedAttributes")
    }
}

extension JSONObject {
    fileprivate func text(_ name: String) throws(SCIMError) -> String? {
        switch value(ofFolded: name) {
        case nil, .null?: return nil
        case .string(let text)?: return text
        case let other?: throw .invalidValue("'\(name)' must be text, not \(other.kind)")
        }
    }

    fileprivate func number(_ name: String) throws(SCIMError) -> Int? {
        switch value(ofFolded: name) {
        case nil, .null?: return nil
        case let value?:
            guard let integer = value.integer else {
                throw .invalidValue("'\(name)' must be a whole number, not \(value.kind)")
            }
            return Int(integer)
        }
    }

    /// A list of names, which some clients send as one text.
    fileprivate func names(_ name: String) throws(SCIMError) -> String? {
        guard case .array(let values)? = value(ofFolded: name) else { return try text(name) }
        return values.compactMap(\.string).joined(separator: ",")
    }
}
