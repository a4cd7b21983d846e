/// What a query for resources reads of each, as some answers need it and others do not: what is not read is null.
struct AnswerColumns: OptionSet {
    let rawValue: Int

    /// The key, which SQLite looks up once more where an index leads to the resource.
    static let key = AnswerColumns(rawValue: 1)
    /// The attributes that are not sent by default.
    static let unsent = AnswerColumns(rawValue: 2)
    /// Whether the resource is in any group, which most are not.
    static let isMember = AnswerColumns(rawValue: 4)

    /// All of a resource but its relations.
    static let resource: AnswerColumns = [.key, .unsent]
    static let all: AnswerColumns = [.resource, .isMember]
    /// All choices, each at the place of its raw value.
    static let choices = (0...all.rawValue).map { AnswerColumns(rawValue: $0) }

    /// How many columns there are, whichever are read.
    static let count: Int32 = 8

    /// The columns in the order in which `ResourceRow` reads them.
    var sql: String {
        let isMember = """
            EXISTS (SELECT 1 FROM member WHERE member.network = resource.network AND member.memberID = resource.id)
            """
        return """
            id, version, created, lastModified, document, \(contains(.unsent) ? "unsent" : "NULL"), \
            \(contains(.key) ? "resource.key" : "NULL"), \(contains(.isMember) ? isMember : "NULL")
            """
    }
}
