/// A file with Schema and ResourceType documents.
package struct DefinitionFile: Hashable, Sendable {
    /// What error texts call the file.
    package let name: String
    package let bytes: [UInt8]

    package init(name: String, bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }
}
