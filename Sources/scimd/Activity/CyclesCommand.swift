internal import ArgumentParser
internal import Foundation
internal import SCIM
internal import SCIMProvider
internal import SCIMStore
internal import Terminal

/// `scimd cycles`: when an identity provider came, and what it did.
struct CyclesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cycles",
        abstract: "Show the sync cycles of a network.",
        discussion: """
            A cycle is requests with no pause of ten minutes among them; Entra ID comes about every 40 minutes. Times are \
            exact to a minute. A warning tells when nothing has come for longer than two cycles.
            """
    )

    private static let week: Int64 = 7 * 86_400 * 1_000_000

    @Argument(help: "The network.")
    var network: String
    @Option(
        help: ArgumentHelp("Only later cycles: 2026-11-25, or 12h, 30d ago; else those of a week.", valueName: "time")
    )
    var since: SinceTime?
    @Flag(help: "One JSON object a line.")
    var json = false
    @OptionGroup var store: StoreOptions

    func run() throws {
        let store = try store.open()
        let summary = try store.network(named: network)
        let since = since?.instant ?? DateTime(microseconds: DateTime.now.microseconds - Self.week)
        var entries: [JournalEntry] = []
        try store.entries(of: summary.network, after: 0) { entry in
            guard entry.time >= since else { return false }
            entries.append(entry)
            return true
        }
        let cycles = SyncCycle.cycles(of: try store.contacts(of: summary.network, since: since), entries)
        if json {
            for cycle in cycles { print(String(decoding: cycle.json.bytes, as: UTF8.self)) }
        } else {
            show(cycles)
        }
        tellSilence(since: summary.lastUsed, cycles)
    }

    private func show(_ cycles: [SyncCycle]) {
        guard !cycles.isEmpty else { return print("there was no cycle in this time") }
        var table = TextTable([
            "START", "MINUTES", "REQUESTS", "PER SECOND", "CREATED", "UPDATED", "DISABLED", "DELETED", "FAILED",
        ])
        for cycle in cycles {
            let counts = [cycle.created, cycle.updated, cycle.disabled, cycle.deleted, cycle.refused]
            table.append(
                [
                    cycle.start.description, String(cycle.seconds / 60), String(cycle.requests),
                    String(format: "%.1f", cycle.requestsPerSecond),
                ] + counts.map { String($0) }
            )
        }
        print(table)
    }

    private func tellSilence(since lastContact: DateTime?, _ cycles: [SyncCycle]) {
        guard let lastContact else {
            return StandardError.write("no request has ever come: 'scimd explain network-silent' says what to look at")
        }
        let silent = Int((DateTime.now.microseconds - lastContact.microseconds) / 1_000_000)
        if !json { print("last contact: \(lastContact), \(silent / 60) minutes ago") }
        guard silent > SyncCycle.patience(after: cycles) else { return }
        StandardError.write(
            "warning: silent for longer than two cycles: 'scimd explain network-silent' says what to look at"
        )
    }
}

extension SyncCycle {
    fileprivate var requestsPerSecond: Double {
        Double(requests) / Double(max(1, seconds))
    }

    fileprivate var json: JSONObject {
        [
            "start": .string(start.description), "seconds": .number(JSONNumber(seconds)),
            "requests": .number(JSONNumber(requests)), "created": .number(JSONNumber(created)),
            "updated": .number(JSONNumber(updated)), "disabled": .number(JSONNumber(disabled)),
            "deleted": .number(JSONNumber(deleted)), "failed": .number(JSONNumber(refused)),
        ]
    }
}
