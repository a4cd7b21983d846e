extension Action.Kind {
    /// What tables call a number of such actions.
    package var title: String {
        switch self {
        case .create: "created"
        case .update: "updated"
        case .disable: "disabled"
        case .restore: "restored"
        case .delete: "deleted"
        case .unchanged: "unchanged"
        case .skip: "skipped"
        case .addMembers: "member additions"
        case .removeMembers: "member removals"
        case .setManager: "managers set"
        case .other: "other"
        }
    }
}
