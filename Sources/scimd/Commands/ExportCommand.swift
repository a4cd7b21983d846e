internal import ArgumentParser
internal import Glibc
internal import SCIM
internal import SCIMProvider
internal import SCIMStore
internal import Terminal

/// `scimd export`: users and groups as a file.
struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write the users and groups of a network, in one state of the database.",
        discussion: """
            --ndjson writes the documents as a GET sends them, without 'meta' and 'groups': users first, groups last, with \
            their members. 'scimd import' takes the file into another network and keeps the identifiers, so members, \
            managers and whoever else refers to them still do. Passwords are not in it: 'scimd backup' has everything.

            --csv writes the columns \(Self.columns.joined(separator: ", ")) of users (RFC 4180, in UTF-8). Values that a \
            spreadsheet would take for a formula, which begin with = + - @, get an apostrophe in front: use --ndjson \
            where programs read.

            Without FILE it writes to standard output. The number that it tells is the latest change in the export: \
            'scimd changes NETWORK --after SEQ' goes on from there.
            """
    )

    /// Columns of the view `users`.
    private static let columns = [
        "id", "userName", "externalId", "active", "displayName", "givenName", "familyName", "workEmail", "title",
        "department", "employeeNumber", "managerId", "created", "lastModified",
    ]

    @Argument(help: "The network.")
    var network: String
    @Flag(exclusivity: .exclusive)
    var format: ExportFormat
    @Option(help: ArgumentHelp("Only resources of this type, such as User.", valueName: "name"))
    var type: String?
    @Argument(help: ArgumentHelp("The file to make; it must not exist.", valueName: "file"))
    var file: String?
    @OptionGroup var store: StoreOptions

    func validate() throws {
        guard format == .ndjson || type ?? "User" == "User" else {
            throw ValidationError("--csv writes users: use --ndjson for other types")
        }
    }

    func run() throws {
        let interruption = Interruption()
        let store = try store.open()
        let summary = try store.network(named: network)
        let types = try self.types(of: summary.network)
        let file = try file.map { try interruption.newFile($0) }
        let output = file.map { Output(descriptor: $0.descriptor) } ?? .standard()
        let progress = ProgressBar()
        var done = 0
        let total = types.compactMap { summary.resources[$0.name] }.reduce(0, +)
        func write(_ bytes: [UInt8]) throws {
            try output.write(bytes)
            done += 1
            progress.show("exporting", done: done, total: max(done, total))
        }
        do {
            var latest: Int64?
            switch format {
            case .ndjson:
                latest = try store.export(types, of: summary.network) { type, resource in
                    var line: [UInt8] = []
                    try resource.writeExport(of: type, into: &line)
                    line.append(UInt8(ascii: "\n"))
                    try write(line)
                }
            case .csv:
                try output.write(CSVRow(values: Self.columns).bytes)
                try store.exportUsers(of: summary.network, columns: Self.columns) {
                    try write(CSVRow(values: $0).bytes)
                }
            }
            try output.flush()
            try file?.commit()
            progress.close()
            let told = latest.map { "; the latest change is \($0)" } ?? ""
            let summaryLine = "\(done) exported from \(summary.network.name)\(told)"
            if file == nil { StandardError.write(summaryLine) } else { print(summaryLine) }
        } catch {
            progress.close()
            file?.discard()
            throw error
        }
    }

    /// The types to export; those with members come last, so that members are there before.
    private func types(of network: Network) throws -> [ResourceType] {
        let all = network.resourceTypes.all
        guard let name = format == .csv ? "User" : type else {
            return all.filter { $0.memberAttribute == nil } + all.filter { $0.memberAttribute != nil }
        }
        guard let type = network.resourceTypes.named(name) else {
            throw ValidationError("there is no type '\(name)': there are \(all.map(\.name).joined(separator: ", "))")
        }
        return [type]
    }
}
