internal import SCIM

extension ResourceType {
    /// What is kept of users whom clients deleted: rows of a type of its own, which no network serves.
    ///
    /// Only what finds them again has an index. The type depends on no definitions, so that it stays what it is when
    /// those of users change.
    static let retiredUser = ResourceType(
        name: "User (deleted)",
        description: "A user whom a client deleted and the network keeps.",
        endpoint: "",
        schema: Schema(
            id: "",
            name: "",
            description: "",
            attributes: [.string("userName", "The name the user signed in with.", isIndexed: true)]
        )
    )
}

extension ResourceTypes {
    /// The types that every database has indexes for.
    static let stored = ResourceTypes(ResourceTypes.builtIn.all + [.retiredUser])
}
