internal import ArgumentParser
internal import Rehearsal

/// `scim-rehearsal sample`.
struct SampleCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sample",
        abstract: "Make a directory of believable people, as comma-separated values.",
        discussion: """
            The same count and seed give the same people. Names are of several scripts, some values are missing or long, \
            some people are disabled or not assigned. Change the file as a directory changes, and provision again.
            """
    )

    @Argument(help: "How many people.")
    var count: Int
    @Option(help: "Where chance begins.")
    var seed: UInt64 = 1

    func validate() throws {
        guard (1...1_000_000).contains(count) else { throw ValidationError("from 1 to 1000000 people") }
    }

    func run() throws {
        var sample = PeopleSample(count, seed: seed)
        print(sample.rows().joined(separator: "\n"))
    }
}
