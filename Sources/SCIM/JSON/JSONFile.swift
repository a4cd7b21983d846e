/// A file of JSON that a person wrote, and may have to correct.
package struct JSONFile: Hashable, Sendable {
    /// What error texts call the file.
    package let name: String
    package let bytes: [UInt8]

    package init(name: String, bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }
}
