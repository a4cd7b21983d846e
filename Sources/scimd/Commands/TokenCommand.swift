internal import ArgumentParser
internal import SCIM
internal import SCIMProvider
internal import SCIMStore
internal import Terminal

/// `scimd token`: the keys that identity providers present.
struct TokenCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token",
        abstract: "Issue, list and revoke secret tokens.",
        discussion: """
            A network may have several tokens at the same time, so a token is replaced without a gap: issue a new one, \
            put it into the identity provider, then revoke the old one.
            """,
        subcommands: [Issue.self, List.self, Revoke.self]
    )

    struct Issue: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a secret token.",
            discussion: """
                The token is printed once, alone, as the last line of standard output; only its SHA-256 is stored. \
                Everything else goes to standard error.
                """
        )

        @Argument(help: "The network the token is for.")
        var network: String
        @Option(help: "What the token is for, for people to read.")
        var label: String = ""
        @Option(
            help: ArgumentHelp(
                "The identifier of the resource that /Me means with the token.",
                discussion: "Without it /Me is not served, which is what identity providers need.",
                valueName: "id"
            )
        )
        var me: String?
        @Option(
            help: ArgumentHelp(
                "When the token ends: 2027-12-31, or with a time 2027-12-31T12:00:00Z.",
                discussion: """
                    Without it the token does not end, which is what Entra ID expects of a secret token, unless the \
                    network has a --token-lifetime.
                    """,
                valueName: "date"
            )
        )
        var expires: ExpiryDate?
        @OptionGroup var store: StoreOptions

        func validate() throws {
            guard label.shown == label else {
                throw ValidationError("--label has characters that no terminal shows: \(label.shown)")
            }
        }

        func run() throws {
            let store = try store.open()
            let network = try store.network(named: network).network
            let instant = DateTime.now
            if let expires, expires.instant <= instant {
                throw ValidationError("--expires \(expires.instant) is in the past: give a date to come")
            }
            let expires = expires?.instant ?? network.settings.tokenExpiry(from: instant)
            let token = SecretToken()
            let id = try store.issueToken(
                hash: token.hash,
                label: label,
                resource: me,
                expires: expires,
                for: network,
                at: instant
            )
            let end = expires.map { ", good until \($0)" } ?? ""
            StandardError.write(
                "token \(id) of network \(network.name)\(end); keep what follows, it is not shown again"
            )
            do {
                print(token.text)
                try StandardOutput.flush()
            } catch {
                // Nobody knows it, and nobody will.
                _ = try store.revokeToken(id, at: .now)
                throw error
            }
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the tokens of a network.")

        @Argument(help: "The network.")
        var network: String
        @OptionGroup var store: StoreOptions

        func run() throws {
            let store = try store.open()
            let network = try store.network(named: network).network
            let tokens = try store.tokens(of: network)
            guard !tokens.isEmpty else {
                print("\(network.name) has no token: 'scimd token issue \(network.name)' makes one")
                return
            }
            var table = TextTable(["ID", "STATE", "LABEL", "CREATED", "EXPIRES", "LAST USED"])
            for token in tokens {
                table.append([
                    String(token.id), token.state(at: .now), token.label, token.created.description,
                    token.expires?.description ?? "never", token.lastUsed?.description ?? "never",
                ])
            }
            print(table)
        }
    }

    struct Revoke: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Revoke a token; it is refused from the next request on."
        )

        @Argument(help: "The identifier that 'scimd token list' shows.")
        var id: Int64
        @OptionGroup var store: StoreOptions

        func run() throws {
            let token = try store.open().revokeToken(id, at: .now)
            print("token \(token.id) of network \(token.network.name) is revoked")
        }
    }
}
