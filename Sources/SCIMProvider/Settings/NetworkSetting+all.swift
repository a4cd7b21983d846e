extension NetworkSetting {
    /// All settings there are, in the order in which they are shown.
    package static let all: [NetworkSetting] = [
        NetworkSetting(
            name: "requiredAttributes",
            summary: "What every user must have beside userName, as attribute paths with commas between them.",
            form: .list(\.requiredAttributes, of: "paths", empty: "none")
        ),
        NetworkSetting(
            name: "uniqueWorkEmails",
            summary: "Whether no two users may have the same e-mail address of type work, in any letter case.",
            form: .flag(\.hasUniqueWorkEmails)
        ),
        NetworkSetting(
            name: "uniqueGroupNames",
            summary: "Whether no two groups may have the same displayName, by which Entra ID matches them.",
            form: .flag(\.hasUniqueGroupNames)
        ),
        NetworkSetting(
            name: "resourceTypes",
            summary: "Which resource types are served; to clients the others do not exist.",
            form: .list(\.resourceTypes, of: "names", empty: "all")
        ),
        NetworkSetting(
            name: "defaultPageSize",
            summary: "How many resources a page has when the client does not say.",
            form: .number(\.defaultPageSize, in: 1...10_000)
        ),
        NetworkSetting(
            name: "maxPageSize",
            summary: "How many resources a page has at most, whatever the client says.",
            form: .number(\.maxPageSize, in: 1...10_000)
        ),
        NetworkSetting(
            name: "deletion",
            summary: "Whether a deleted user is removed, or kept disabled and comes back under the same id.",
            form: .deletion(\.deletion)
        ),
        NetworkSetting(
            name: "tokenLifetime",
            summary: "After how many days new secret tokens end unless a date is given; 0 is never.",
            form: .number(\.tokenLifetime, in: 0...36_500)
        ),
        NetworkSetting(
            name: "requestRate",
            summary:
                "How many requests a second are answered for long, an expensive one counting as several; 0 is any number.",
            form: .number(\.requestRate, in: 50...100_000, orZero: true)
        ),
    ]

    /// The setting of an option's name.
    package static func named(_ option: some StringProtocol) -> NetworkSetting? {
        all.first { $0.option == option }
    }
}
