internal import ArgumentParser
internal import SCIMStore
internal import Terminal

/// `scimd check`: whether the database is whole.
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Check the database: the file, the indexes against the documents, the journal against the state.",
        discussion: "It only reads, and may run while the service does. The exit status is 1 when something is wrong."
    )

    @OptionGroup var store: StoreOptions

    func run() throws {
        let report = try store.open().check()
        for finding in report.findings { print(finding.shown) }
        guard report.findings.isEmpty else {
            StandardError.write(
                "\(report.findings.count) findings: restore a backup, and keep this file for a closer look"
            )
            throw ExitCode.failure
        }
        print(
            "the database is whole: \(report.resources) resources, \(report.values) index entries, \(report.changes) changes"
        )
    }
}
