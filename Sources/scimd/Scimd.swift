internal import ArgumentParser
internal import Terminal

/// The program: its subcommands are the whole of what an operator can do.
@main
struct Scimd: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scimd",
        abstract: "A SCIM 2.0 service behind nginx: identity providers such as Entra ID keep users in it.",
        discussion: """
            A first start:
              scimd network create acme --database /var/lib/scimd/scimd.db
              scimd token issue acme    --database /var/lib/scimd/scimd.db
              spawn-fcgi -s /run/scimd/scimd.sock -M 0660 -u scimd -g scimd -G www-data -- \\
                /usr/bin/scimd serve    --database /var/lib/scimd/scimd.db

            The token command prints the secret token for the Tenant URL of the network, which the web server's
            configuration determines; as shipped it is https://HOST/scim/v2/acme.
            """,
        version: Release.version,
        subcommands: [
            ServeCommand.self, NetworkCommand.self, TokenCommand.self, ActivityCommand.self, CyclesCommand.self,
            ExplainCommand.self, ChangesCommand.self, ImportCommand.self, ExportCommand.self, BackupCommand.self,
            RestoreCommand.self, CheckCommand.self,
        ]
    )

    static func main() {
        StandardOutput.begin()
        do {
            var command = try parseAsRoot()
            try command.run()
            try StandardOutput.flush()
        } catch {
            exit(withError: error)
        }
    }
}
