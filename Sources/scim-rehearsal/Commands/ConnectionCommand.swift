internal import ArgumentParser
internal import Rehearsal

/// `scim-rehearsal test-connection`.
struct ConnectionCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test-connection",
        abstract: "Do what 'Test Connection' does in Entra's portal, and find out why it fails.",
        discussion: "Exit status: 0 Entra would be content, 1 it would not."
    )

    @OptionGroup var service: ServiceOptions
    @OptionGroup var mapping: MappingOption

    func run() async throws {
        let test = try ConnectionTest(
            service.tenant(),
            token: service.secret(),
            settings: service.settings,
            mapping: mapping.load()
        )
        let isGood = try await test.run { finding in
            let mark =
                switch finding.verdict {
                case .good: "✓"
                case .doubtful: "!"
                case .bad: "✗"
                }
            print("\(mark) \(finding.step): \(finding.text)")
            if let cure = finding.cure { print("  \(cure)") }
        }
        guard isGood else { throw ExitCode(1) }
        print("The supplied credentials are authorized to enable provisioning.")
    }
}
