internal import ArgumentParser
internal import Terminal

/// The program: plays the provisioning service of an identity provider.
@main
struct ScimRehearsal: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scim-rehearsal",
        abstract: "Plays Entra's provisioning service against any SCIM endpoint, without a tenant.",
        discussion: """
            A first rehearsal:
              export SCIM_TENANT_URL=https://localhost:8443/scim/v2/demo SCIM_TOKEN=scimd_…
              scim-rehearsal test-connection
              scim-rehearsal validate
              scim-rehearsal sample 500 --seed 1 > people.csv
              scim-rehearsal provision --directory people.csv --state rehearsal.state

            Change people.csv and provision again: only what changed is sent, as in Entra's cycle every 40 minutes.
            """,
        version: Release.version,
        subcommands: [ConnectionCommand.self, ValidateCommand.self, SampleCommand.self, ProvisionCommand.self]
    )

    static func main() async {
        StandardOutput.begin()
        do {
            var command = try parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
            try StandardOutput.flush()
        } catch {
            exit(withError: error)
        }
    }
}
