internal import ArgumentParser
internal import SCIM
internal import SCIMProvider
internal import SCIMStore
internal import Terminal

/// `scimd activity`: what happened in a network.
struct ActivityCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "activity",
        abstract: "Show the changes of a network, and the requests that were refused.",
        discussion: """
            The newest entries, the latest last: when, by which secret token and client, what was done to whom, and what \
            changed from what to what. Passwords are never shown. Entries have numbers; 'scimd explain NUMBER' says what a \
            refused request means, and what to change.
            """
    )

    /// Milliseconds between two looks for what has come.
    private static let pause: Int32 = 500

    @Argument(help: "The network.")
    var network: String
    @Option(
        help: ArgumentHelp(
            "Only what is about somebody: a part of the userName, name or address, or an identifier.",
            valueName: "text"
        )
    )
    var user: String?
    @Flag(help: "Only requests that were refused.")
    var failed = false
    @Option(
        help: ArgumentHelp(
            "Only what came later: 2026-11-25, 2026-11-25T08:00:00Z, or 30m, 12h, 7d ago.",
            valueName: "time"
        )
    )
    var since: SinceTime?
    @Option(help: ArgumentHelp("How many entries at most, before --follow goes on.", valueName: "count"))
    var limit = 50
    @Flag(help: "Go on with what comes, until interrupted.")
    var follow = false
    @Flag(help: "One JSON object a line.")
    var json = false
    @OptionGroup var store: StoreOptions

    func validate() throws {
        guard limit > 0 else { throw ValidationError("--limit must be at least 1") }
    }

    func run() throws {
        let store = try store.open()
        let network = try store.network(named: network).network
        var last: Int64 = 0
        let entries = try self.entries(of: network, after: last, limit, in: store) { last = max(last, $0) }
        if entries.isEmpty, !follow, !json { print("there is nothing to show for \(network.name)") }
        let output = Output.standard()
        do {
            try show(entries, on: output)
            while follow, output.wait(milliseconds: Self.pause) {
                // All that has come, however much.
                try show(self.entries(of: network, after: last, .max, in: store) { last = max(last, $0) }, on: output)
            }
        } catch OutputError.closed {
            // Who reads has had enough.
        }
    }

    /// The entries that are asked for, the latest last; `pass` is told the numbers of all there are.
    private func entries(
        of network: Network,
        after last: Int64,
        _ limit: Int,
        in store: SQLiteStore,
        pass: (Int64) -> Void
    ) throws -> [JournalEntry] {
        var ids: Set<String> = []
        if let user {
            try forEach(of: network, after: 0, in: store) { entry in
                if case .change(let change) = entry.event, entry.concerns(user) { ids.insert(change.id) }
                return true
            }
        }
        var found: [JournalEntry] = []
        try forEach(of: network, after: last, in: store) { entry in
            pass(entry.number)
            if isAskedFor(entry, ids) { found.append(entry) }
            return found.count < limit
        }
        return found.reversed()
    }

    private func forEach(
        of network: Network,
        after last: Int64,
        in store: SQLiteStore,
        _ body: (JournalEntry) -> Bool
    ) throws {
        try store.entries(of: network, after: last) { entry in
            if let since, entry.time < since.instant { return false }
            return body(entry)
        }
    }

    private func isAskedFor(_ entry: JournalEntry, _ ids: Set<String>) -> Bool {
        if failed, case .change = entry.event { return false }
        guard let user else { return true }
        return entry.concerns(user) || entry.refusesChange(of: ids)
    }

    private func show(_ entries: [JournalEntry], on output: Output) throws {
        for entry in entries {
            try output.write(json ? entry.json.bytes : Array(entry.text.utf8))
            try output.write([UInt8(ascii: "\n")])
        }
        try output.flush()
    }
}
