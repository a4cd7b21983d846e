internal import ArgumentParser
internal import Glibc
internal import SCIM
internal import SCIMProvider
internal import SCIMStore
internal import Synchronization
internal import Terminal

/// `scimd changes`: what was done to users and groups, for an application that follows along.
struct ChangesCommand: ParsableCommand {
    /// How many changes are read from one state of the database.
    private static let batchSize = 256
    /// Milliseconds between two looks for new changes.
    private static let pause: Int32 = 200

    static let configuration = CommandConfiguration(
        commandName: "changes",
        abstract: "Write every change of a network as a line of JSON, in the order of the commits.",
        discussion: """
            A line is
              {"seq":17,"time":"2026-11-23T18:34:09.123Z","operation":"update","type":"User","id":"…","version":2,
               "before":{…},"after":{…}}
            without line breaks. 'operation' is create, update or delete; 'before' and 'after' are the documents that a \
            GET sends, without 'meta', 'groups' and 'members', and null where there is none. When the members of a group \
            change, "members":{"added":["ID"],"removed":["ID"]} follows.

            Keep the 'seq' of the last line that was dealt with, and give it to --after the next time: each change comes \
            at least once, and in order. Exit status 1 says that changes are missing in between, and what to do.

            With --follow, SIGINT and SIGTERM end it with exit status 0, and so does whoever reads it and stops.
            """
    )

    @Argument(help: "The network.")
    var network: String
    @Option(help: ArgumentHelp("Only what came after the change of this number.", valueName: "seq"))
    var after: Int64 = 0
    @Flag(help: "Wait for further changes, instead of ending with the latest one.")
    var follow = false
    @Option(help: ArgumentHelp("End after so many changes.", valueName: "n"))
    var limit: Int?
    @OptionGroup var store: StoreOptions

    func validate() throws {
        guard after >= 0 else { throw ValidationError("--after is the 'seq' of a change, or 0 for all") }
        guard limit.map({ $0 > 0 }) ?? true else { throw ValidationError("--limit must be 1 or more") }
    }

    func run() throws {
        let isStopped = follow ? StopFlag.onSignal() : StopFlag()
        let output = Output.standard()
        let store = try store.open()
        let network = try store.network(named: network).network
        let reader = try ChangeReader(of: network, after: after, in: store)
        var left = limit ?? .max
        do {
            while left > 0, !isStopped.isSet {
                let changes = try reader.next(limit: min(left, Self.batchSize))
                for change in changes where !isStopped.isSet {
                    try output.write(change.json.bytes + [UInt8(ascii: "\n")])
                    try output.flush()
                    left -= 1
                }
                guard changes.isEmpty else { continue }
                guard follow, output.wait(milliseconds: Self.pause) else { return }
            }
        } catch OutputError.closed {
            // Who reads has had enough.
        }
    }
}
