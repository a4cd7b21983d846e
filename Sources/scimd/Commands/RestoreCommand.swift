internal import ArgumentParser
internal import Logging
internal import SCIM
internal import SCIMStore
internal import Terminal

/// `scimd restore`: a backup becomes the database.
struct RestoreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Put a backup in the place of the database, while the service is stopped.",
        discussion: """
            The backup is copied and held against itself, as 'scimd check' does; a damaged one is refused. The database \
            that is there is kept under another name, which is told. Nothing is changed while anybody has the database \
            open: stop scimd first.

            What identity providers have done since the backup is not in it: let them send everything once more. In Entra \
            ID that is 'Restart provisioning'. Tokens that were revoked since are valid again, and the numbers of \
            changes go on a billion higher, so that 'scimd changes' does not mistake new changes for lost ones.
            """
    )

    @Argument(help: "The file that 'scimd backup' has made; it stays as it is.")
    var backup: String
    @OptionGroup var store: StoreOptions

    func run() throws {
        let interruption = Interruption()
        Secrecy.begin()
        let path = try store.path()
        let progress = ProgressBar()
        defer { progress.close() }
        let (report, kept) = try Restoration(of: backup, to: path, logger: Logger(label: "scimd"))
            .run(at: .now) {
                try interruption.newFile($0, replacing: true)
            } progress: {
                progress.show("copying pages", done: $0, total: $1)
            }
        progress.close()
        print("\(path) is now the backup \(backup): \(report.resources) resources, \(report.changes) changes")
        if let kept { print("the database that was there before is kept as \(kept)") }
    }
}
