/// What a query for resources reads of each, as some answers need it and others do not: what is not read has no column.
struct AnswerColumns: OptionSet {
    let rawValue: Int

    /// The attributes that are not sent by default.
    static let unsent = AnswerColumns(rawValue: 1)
    /// The key, which SQLite looks up once more where an index leads to the resource.
    static let key = AnswerColumns(rawValue: 2)
    /// Whether the resource is in any group, which most are not.
    static let isMember = AnswerColumns(rawValue: 4)

    /// All of a resource but its relations.
    static let resource: AnswerColumns = [.unsent, .key]
    static let all: AnswerColumns = [.resource, .isMember]
    /// All choices, each at the place of its raw value.
    static let choices = (0...all.rawValue).map { AnswerColumns(rawValue: $0) }

    /// The columns that `ResourceRow` reads of every resource, in their order.
    private static let always = ["id", "version", "created", "lastModified", "document"]
    /// Those of choices, in the order of raw values.
    private static let chosen = [
        "unsent", "resource.key",
        "EXISTS (SELECT 1 FROM member WHERE member.network = resource.network AND member.memberID = resource.id)",
    ]

    /// The columns in their order.
    var sql: String {
        let chosen = Self.chosen.enumerated().filter { rawValue & 1 << $0.offset != 0 }
        return (Self.always + chosen.map(\.element)).joined(separator: ", ")
    }

    /// How many columns there are.
    var count: Int32 {
        Int32(Self.always.count + rawValue.nonzeroBitCount)
    }

    /// The place of the column of a choice, which must be read.
    func place(of choice: AnswerColumns) -> Int32 {
        assert(contains(choice), "the column is not read")
        return AnswerColumns(rawValue: rawValue & (choice.rawValue - 1)).count
    }
}
