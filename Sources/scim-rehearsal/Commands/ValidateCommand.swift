internal import ArgumentParser
internal import Foundation
internal import Rehearsal
internal import SCIM

/// `scim-rehearsal validate`.
struct ValidateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "validate",
        abstract: "Run the tests of Microsoft's validator and of its gallery against an endpoint.",
        discussion: """
            Each test is a conversation of requests. A failure is shown with its request, its answer, the reason, and what \
            to change in the endpoint. What a test creates it deletes at its end. Informational tests are not counted.

            Exit status: 0 all passed, 1 something failed.
            """
    )

    @OptionGroup var service: ServiceOptions
    @Option(
        help: ArgumentHelp(
            "Conversations of your own: a file, or a directory of files *.json, instead of the validator's.",
            valueName: "path"
        )
    )
    var conversations: [String] = []
    @Option(help: ArgumentHelp("Run only the tests whose name contains this.", valueName: "text"))
    var only: String?
    @Flag(help: "List the tests, and run none.")
    var list = false

    func run() async throws {
        let all = try load().filter { conversation in only.map { conversation.name.contains($0) } ?? true }
        guard !all.isEmpty else { throw ValidationError("no test has '\(only ?? "")' in its name") }
        guard !list else {
            for conversation in all { print("\(conversation.name)  (\(conversation.source))") }
            return
        }
        try await service.withClient { try await run(all, with: $0) }
    }

    private func run(_ all: [Conversation], with client: ServiceClient) async throws {
        let run = ConversationRun(client)
        var failed = 0
        var informed = 0
        for conversation in all {
            guard let failure = await run.run(conversation).failure else {
                print("✓ \(conversation.name)")
                continue
            }
            if conversation.isInformational { informed += 1 } else { failed += 1 }
            print("\(conversation.isInformational ? "i" : "✗") \(conversation.name)  (\(conversation.source))")
            print("  \(failure.reason)")
            if let cure = failure.cure { print("  \(cure)") }
            for line in failure.exchange.split(separator: "\n") { print("    \(line)") }
        }
        let passed = all.count - failed - informed
        print("\(passed) passed, \(failed) failed" + (informed > 0 ? ", \(informed) not passed for information" : ""))
        if failed > 0 { throw ExitCode(1) }
    }

    private func load() throws -> [Conversation] {
        guard !conversations.isEmpty else { return try Conversation.validator() }
        do {
            return try conversations.flatMap { path in
                try files(path).flatMap { try Conversation.conversations(in: $0) }
            }
        } catch let error as JSONFileError {
            throw UnusableInput("a conversation cannot be used: \(error)")
        }
    }

    private func files(_ path: String) throws -> [JSONFile] {
        var isDirectory: ObjCBool = false
        guard unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
            throw ValidationError("there is no '\(path)'")
        }
        let paths =
            isDirectory.boolValue
            ? try FileManager.default.contentsOfDirectory(atPath: path).filter { $0.hasSuffix(".json") }.sorted()
                .map { "\(path)/\($0)" }
            : [path]
        return try paths.map { JSONFile(name: $0, bytes: Array(try Data(contentsOf: URL(filePath: $0)))) }
    }
}
