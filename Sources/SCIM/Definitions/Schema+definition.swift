extension Schema {
    static let documentSchema = "urn:ietf:params:scim:schemas:core:2.0:Schema"

    /// Reads a Schema document (RFC 7643 §7).
    init(_ document: LocatedJSON) throws(JSONFileError) {
        try document.checkNames(["schemas", "id", "name", "description", "attributes", "meta"])
        let id = try document.requiredMember("id")
        self.init(
            id: try id.text(),
            name: try document.member("name")?.text() ?? "",
            description: document.member("description")?.json.string ?? "",
            attributes: try document.requiredMember("attributes").elements().attributes(of: nil)
        )
        guard self.id.hasPrefixIgnoringCase("urn:"), !self.id.utf8.contains(where: { $0 <= 0x20 || $0 >= 0x7F }) else {
            throw id.error("'\(self.id)' must be a URN, such as urn:example:scim:2.0:Device")
        }
        for definition in try document.requiredMember("attributes").elements() {
            guard let name = definition.member("name")?.json.string, Schema.common.attribute(named: name) != nil else {
                continue
            }
            throw definition.error("every resource has '\(name)' by itself: leave it out")
        }
    }
}
