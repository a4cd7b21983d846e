internal import ArgumentParser
internal import SCIMStore

/// `scimd backup`: a copy of the database while it is in use.
struct BackupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Copy the database into a file, while the service runs.",
        discussion: "The copy is one state of the whole database. To restore it, stop scimd and put it in place."
    )

    @Argument(help: "The file to make; it must not exist.")
    var file: String
    @OptionGroup var store: StoreOptions

    func run() throws {
        try store.open().backUp(to: file)
        print("backup written to \(file)")
    }
}
