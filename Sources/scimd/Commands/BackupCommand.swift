internal import ArgumentParser
internal import Foundation
internal import SCIMStore
internal import Terminal

/// `scimd backup`: a copy of the database while it is in use.
struct BackupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Copy the database into a file, while the service runs.",
        discussion: """
            The copy is one state of the whole database: all networks, tokens and changes. It appears under its name when \
            it is whole and on the disk. 'scimd restore FILE' puts it in place.
            """
    )

    @Argument(help: "The file to make; it must not exist.")
    var file: String
    @OptionGroup var store: StoreOptions

    func run() throws {
        let interruption = Interruption()
        let start = ContinuousClock.now
        let store = try store.open()
        let copy = try interruption.newFile(file)
        let progress = ProgressBar()
        defer { progress.close() }
        try store.backUp(to: copy) { progress.show("copying pages", done: $0, total: $1) }
        progress.close()
        let size = try URL(filePath: file).resourceValues(forKeys: [.fileSizeKey]).fileSize ?? 0
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        print(String(format: "backup written to %@: %.1f MiB in %.1f s", file, Double(size) / 1_048_576, seconds))
    }
}
