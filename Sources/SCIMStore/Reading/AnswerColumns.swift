/// What a query for resources reads of each, as some answers need it and others do not: what is not read has no column.
struct AnswerColumns: OptionSet {
    let rawValue: Int

    /// The key, which SQLite looks up once more where an index leads to the resource.
    static let key = AnswerColumns(rawValue: 1)
    /// Whether the resource is in any group, which most are not.
    static let isMember = AnswerColumns(rawValue: 2)
    /// Version, time of creation, time of the last change, and the attributes that are not sent by default.
    static let rest = AnswerColumns(rawValue: 4)

    /// All of a resource but its relations.
    static let resource: AnswerColumns = [.key, .rest]
    static let all: AnswerColumns = [.resource, .isMember]
    /// All choices, each at the place of its raw value.
    static let choices = (0...all.rawValue).map { AnswerColumns(rawValue: $0) }

    /// The columns that `ResourceRow` reads of every resource, in their order.
    private static let always = ["document", "ending"]
    /// Those of choices, in the order of raw values.
    private static let chosen = [
        ["resource.key"],
        ["EXISTS (SELECT 1 FROM member WHERE member.network = resource.network AND member.memberID = resource.id)"],
        ["version", "created", "lastModified", "unsent"],
    ]

    /// The columns in their order.
    var sql: String {
        let chosen = Self.chosen.enumerated().filter { rawValue & 1 << $0.offset != 0 }
        return (Self.always + (hasIdentifier ? ["id"] : []) + chosen.flatMap(\.element)).joined(separator: ", ")
    }

    /// How many columns there are.
    var count: Int32 {
        let last = contains(.rest) ? Self.chosen.last?.count ?? 0 : 0
        return place(behind: rawValue & (Self.rest.rawValue - 1)) + Int32(last)
    }

    /// The place of the column of a choice, which must be read, or of the first one.
    func place(of choice: AnswerColumns) -> Int32 {
        assert(contains(choice), "the column is not read")
        return place(behind: rawValue & (choice.rawValue - 1))
    }

    /// The place of the identifier, which must be read.
    var placeOfIdentifier: Int32 {
        assert(hasIdentifier, "the column is not read")
        return Int32(Self.always.count)
    }

    /// Whether the identifier is read, behind what always is: with the rest, and for the groups that a member is in.
    private var hasIdentifier: Bool {
        !isDisjoint(with: [.isMember, .rest])
    }

    /// The place behind choices of one column each.
    private func place(behind choices: Int) -> Int32 {
        Int32(Self.always.count + (hasIdentifier ? 1 : 0) + choices.nonzeroBitCount)
    }
}
