internal import SCIM

/// A document that is to be imported, with the type its `schemas` name.
struct ImportedDocument: Sendable {
    let type: ResourceType
    let body: JSONObject
    /// The identifier that the document has from an export, or `nil`; another service's are not taken over.
    let id: String?

    init(_ bytes: [UInt8], into network: Network, _ limits: Limits) throws(SCIMError) {
        guard bytes.count <= limits.maximumImportedSize else {
            throw .payloadTooLarge("the line is larger than \(limits.maximumImportedSize) bytes")
        }
        let body = try JSONObject(body: bytes, called: "the line")
        let schemas = body["schemas"]?.array?.compactMap(\.string) ?? []
        let type = network.resourceTypes.all.first { type in
            schemas.contains { $0.equalsIgnoringCase(type.schema.id) }
        }
        guard let type else {
            throw .invalidValue("'schemas' names the schema of no resource type that the network has")
        }
        // Clients send the members of a large group little by little, an export has them all.
        guard bytes.count <= limits.maximumBodySize || type.memberAttribute != nil else {
            throw .payloadTooLarge("the line is larger than \(limits.maximumBodySize) bytes")
        }
        self.type = type
        self.body = body
        id = body["id"]?.string.flatMap { Identifier.isValid($0) ? $0 : nil }
    }

    /// Whether a resource is what the document makes, as far as clients are told.
    func isStored(as id: String, in network: Network, _ reader: any ResourceReader) throws -> Bool {
        guard let stored = try reader.record(id: id, of: type, with: Relations(members: true)) else { return false }
        // What is never told need not be hashed to be compared.
        let values = ValueReader(resourceTypes: network.resourceTypes) { password throws(SCIMError) in password }
        var attributes = try type.readAttributes(of: body, with: values)
        let members = try type.takeMembers(from: &attributes)
        let resource = Resource(type: type, id: id, attributes: attributes, meta: stored.meta)
        return try JSON(parsing: stored.document) == .object(resource.document)
            && Set(stored.members.map(\.id)) == Set(members.map(\.id))
    }
}
