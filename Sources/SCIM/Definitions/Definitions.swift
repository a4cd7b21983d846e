/// The Schema and ResourceType documents of some files.
package struct Definitions: Sendable {
    let schemas: [(document: LocatedJSON, schema: Schema)]
    let types: [ResourceTypeDefinition]
    private let documents: [JSON]

    /// Reads files, each of which holds one document, an array of them, or a ListResponse.
    package init(_ files: [JSONFile]) throws(JSONFileError) {
        var schemas: [(document: LocatedJSON, schema: Schema)] = []
        var types: [ResourceTypeDefinition] = []
        var documents: [JSON] = []
        for file in files {
            for document in try LocatedJSON(file).documents() {
                let urns = try document.requiredMember("schemas").texts()
                if urns.contains(where: { $0.equalsIgnoringCase(Schema.documentSchema) }) {
                    schemas.append((document, try Schema(document)))
                } else if urns.contains(where: { $0.equalsIgnoringCase(ResourceTypeDefinition.documentSchema) }) {
                    types.append(try ResourceTypeDefinition(document))
                } else {
                    throw document.error(
                        "this is neither a schema nor a resource type: 'schemas' must name \(Schema.documentSchema) or "
                            + ResourceTypeDefinition.documentSchema
                    )
                }
                documents.append(document.json)
            }
        }
        self.schemas = schemas
        self.types = types
        self.documents = documents
    }

    /// Whether nothing is defined.
    package var isEmpty: Bool {
        documents.isEmpty
    }

    /// All documents, in the form of one file that can be read again.
    package var bytes: [UInt8] {
        JSON.array(documents).bytes
    }
}

extension LocatedJSON {
    /// The documents that a file holds.
    fileprivate func documents() throws(JSONFileError) -> [LocatedJSON] {
        if json.array != nil { return try elements() }
        if let resources = member("Resources") { return try resources.elements() }
        return [self]
    }
}
