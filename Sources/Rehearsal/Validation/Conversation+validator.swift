package import SCIM

extension Conversation {
    /// The tests of Microsoft's validator and of its app gallery, in their order.
    package static func validator() throws(JSONFileError) -> [Conversation] {
        try conversations(in: JSONFile(name: "validator.json", bytes: PackageResources.validator_json))
            + conversations(in: JSONFile(name: "gallery.json", bytes: PackageResources.gallery_json))
    }
}
