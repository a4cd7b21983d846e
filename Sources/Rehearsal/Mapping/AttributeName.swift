internal import SCIM

/// The attributes that expressions may read: the columns of the directory, and what is derived from a row.
enum AttributeName {
    /// "True" for who is disabled, deleted or out of scope; Entra's mapping of `active` is made of it.
    static let isSoftDeleted = "IsSoftDeleted"

    static let all = [isSoftDeleted] + Column.all.map(\.name).filter { !$0.equalsIgnoringCase(isSoftDeleted) }

    /// The attribute of a name in any letter case, as it is spelled here.
    static func known(_ name: String) -> String? {
        all.first { $0.equalsIgnoringCase(name) }
    }
}
