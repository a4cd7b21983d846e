/// A ResourceType document (RFC 7643 §6), whose schemas are named and not yet found.
struct ResourceTypeDefinition: Sendable {
    static let documentSchema = "urn:ietf:params:scim:schemas:core:2.0:ResourceType"
    /// The names below the base URL that are not free for resources (RFC 7644 §3.2, table 2).
    private static let reservedEndpoints = [
        "/ServiceProviderConfig", "/ResourceTypes", "/Schemas", "/Bulk", "/Me", "/.search",
    ]

    /// A schema extension that the document names.
    struct Extension: Sendable {
        let place: LocatedJSON
        let urn: String
        let isRequired: Bool
    }

    let document: LocatedJSON
    let name: String
    let description: String
    let endpoint: String
    let schema: String
    let extensions: [Extension]

    init(_ document: LocatedJSON) throws(JSONFileError) {
        try document.checkNames([
            "schemas", "id", "name", "description", "endpoint", "schema", "schemaExtensions", "meta",
        ])
        self.document = document
        name = try document.requiredMember("name").text()
        description = document.member("description")?.json.string ?? ""
        let endpoint = try document.requiredMember("endpoint")
        self.endpoint = try endpoint.text()
        schema = try document.requiredMember("schema").text()
        var extensions: [Extension] = []
        for place in try document.member("schemaExtensions")?.elements() ?? [] {
            try place.checkNames(["schema", "required"])
            let urn = try place.requiredMember("schema").text()
            guard !extensions.contains(where: { $0.urn.equalsIgnoringCase(urn) }) else {
                throw place.error("the extension '\(urn)' is there already")
            }
            extensions.append(
                Extension(place: place, urn: urn, isRequired: try place.member("required")?.flag() ?? false)
            )
        }
        self.extensions = extensions
        let segment = String(self.endpoint.dropFirst())
        let isSegment = segment.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
        }
        guard self.endpoint.hasPrefix("/"), !segment.isEmpty, isSegment else {
            throw endpoint.error("'\(self.endpoint)' must be a slash and a word, such as /Devices")
        }
        let isReserved = Self.reservedEndpoints.contains { $0.equalsIgnoringCase(self.endpoint) }
        guard !isReserved, ProtocolVersion(segment: segment) == nil else {
            throw endpoint.error("'\(self.endpoint)' belongs to the protocol: name another endpoint")
        }
    }
}
