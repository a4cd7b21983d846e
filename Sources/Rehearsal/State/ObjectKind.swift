/// The kinds of objects that are provisioned.
package enum ObjectKind: String, CaseIterable, Hashable, Sendable {
    case user
    case group

    /// Where the application keeps them.
    var endpoint: String {
        switch self {
        case .user: "/Users"
        case .group: "/Groups"
        }
    }

    /// What reports call the kind.
    package var title: String {
        switch self {
        case .user: "User"
        case .group: "Group"
        }
    }
}
