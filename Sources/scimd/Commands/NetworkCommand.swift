internal import ArgumentParser
internal import SCIM
internal import SCIMProvider
internal import SCIMStore
internal import Terminal

/// `scimd network`: the directories of customers.
struct NetworkCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "network",
        abstract: "Make, show, change and delete networks: one customer's directory each.",
        subcommands: [Create.self, List.self, Show.self, Set.self, Schemas.self, Delete.self]
    )

    struct Create: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Make a network.")

        @Argument(help: "The name in Tenant URLs: small letters, digits and hyphens.")
        var name: String
        @OptionGroup var store: StoreOptions

        func run() throws {
            let network = try store.open(makesMissing: true).createNetwork(named: name, at: .now)
            print("network \(network.name) made; 'scimd token issue \(network.name)' makes a secret token for it")
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List all networks.")

        @OptionGroup var store: StoreOptions

        func run() throws {
            let networks = try store.open().networks()
            guard !networks.isEmpty else {
                print("there is no network yet: 'scimd network create NAME' makes one")
                return
            }
            var table = TextTable(["NAME", "RESOURCES", "VALID TOKENS", "LAST USED"])
            for summary in networks {
                table.append([
                    summary.network.name, summary.resourceCounts, String(summary.tokens),
                    summary.lastUsed?.description ?? "never",
                ])
            }
            print(table)
        }
    }

    struct Delete: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Delete a network with its tokens, its resources and its journal.",
            discussion: "This cannot be undone; 'scimd backup FILE' keeps a copy."
        )

        @Argument(help: "The network.")
        var name: String
        @OptionGroup var store: StoreOptions

        func run() throws {
            let store = try store.open()
            let summary = try store.network(named: name)
            try store.deleteNetwork(summary.network)
            print("network \(summary.network.name) deleted, which had \(summary.resourceCounts)")
        }
    }
}

extension NetworkSummary {
    /// How many resources of which type there are, for people to read.
    var resourceCounts: String {
        let counts = resources.sorted { $0.key < $1.key }.filter { $0.value > 0 }
        return counts.isEmpty ? "none" : counts.map { "\($0.key): \($0.value)" }.joined(separator: ", ")
    }
}
