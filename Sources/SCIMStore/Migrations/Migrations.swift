/// The shapes the database has had, oldest first; a shape that was released is never edited.
enum Migrations {
    /// A step from one shape to the next, which databases note by its name.
    typealias Step = (name: String, run: @Sendable (SQLConnection) throws -> Void)

    static let all: [Step] = [
        ("1 networks, resources, journal", createFirstTables),
        ("2 definitions of resource types, resources of tokens", addDefinitions),
        ("3 fewer pages for each write, eras of tokens", writeFewerPages),
        ("4 refused requests", tellRefusals),
        ("5 views of the application", addViews),
        ("6 keys of networks that are given once", giveKeysOnce),
        ("7 where the changes of a network begin", noteStarts),
        ("8 addresses for work by themselves", separateWorkAddresses),
        ("9 endings of resources", storeEndings),
    ]
}
