internal import ArgumentParser
internal import Foundation
internal import Logging
internal import SCIM
internal import SCIMProvider
internal import SCIMStore
internal import Terminal

/// `scimd import`: resources from a file.
struct ImportCommand: ParsableCommand {
    /// How many documents are made durable together.
    private static let batchSize = 500
    /// How many failures are told one by one.
    private static let shownFailures = 20

    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Make users and groups of a file, by the rules of POST.",
        discussion: """
            Each line of the file is one JSON document as a client would POST it, whose 'schemas' say what it is:
              {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"bjensen@example.com"}

            An 'id' is kept when it is one of scimd's own, as in the lines of 'scimd export --ndjson', so that members \
            and managers are who they were; any other 'id' is passed over, as POST does.

            Whoever is there already as the line says is passed over, so an import that was interrupted is completed by \
            repeating it; but where nothing of a resource must be unique, a line without an 'id' makes another one each \
            time. Exit status 1 says that lines could not be imported, as when somebody else has the userName; \
            the first of them are told with their reasons. A bar on a terminal, and lines elsewhere, tell how far it is.
            """
    )

    @Argument(help: "The network the resources are for.")
    var network: String
    @Argument(help: ArgumentHelp("The file, one JSON document a line; - is standard input.", valueName: "file"))
    var file: String
    @OptionGroup var store: StoreOptions

    func run() throws {
        let lines = try self.lines()
        let store = try store.open()
        let network = try store.network(named: network).network
        let provider = try Provider(
            store: store,
            now: { .now },
            processorTime: { ProcessorTime.ofThread },
            logger: Logger(label: "scimd")
        )
        let progress = ProgressBar()
        var created = 0
        var present = 0
        var failed = 0
        for start in stride(from: 0, to: lines.count, by: Self.batchSize) {
            let batch = lines[start..<min(start + Self.batchSize, lines.count)]
            let outcomes = try provider.importDocuments(batch.map { Array($0.bytes) }, into: network)
            for (line, outcome) in zip(batch, outcomes) {
                switch outcome {
                case .created: created += 1
                case .present: present += 1
                case .failed(let error):
                    failed += 1
                    guard failed <= Self.shownFailures else { continue }
                    progress.close()
                    StandardError.write("line \(line.number): \(error.detail)".shown)
                }
            }
            progress.show("importing", done: batch.endIndex, total: lines.count)
        }
        progress.close()
        if failed > Self.shownFailures { StandardError.write("and \(failed - Self.shownFailures) more lines") }
        print("\(created) imported into \(network.name), \(present) were there already, \(failed) failed")
        if failed > 0 { throw ExitCode.failure }
    }

    /// The lines that are not blank, with their numbers from 1.
    private func lines() throws -> [(number: Int, bytes: Data)] {
        let data = try InputFile.bytes(file)
        return data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated()
            .filter { !$0.element.allSatisfy(\.isWhiteSpace) }.map { ($0.offset + 1, $0.element) }
    }
}

extension UInt8 {
    /// Whether JSON may have the character between its tokens (RFC 8259 §2).
    fileprivate var isWhiteSpace: Bool {
        [0x20, 0x09, 0x0A, 0x0D].contains(self)
    }
}
