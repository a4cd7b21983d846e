internal import ArgumentParser
internal import SCIM
internal import SCIMProvider
internal import SCIMStore
internal import Terminal

extension NetworkCommand {
    /// `scimd network schemas`.
    struct Schemas: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Give a network schemas and resource types of its own.",
            discussion: """
                Every file *.json of the directory holds Schema or ResourceType documents in the JSON of RFC 7643: one, an \
                array of them, or what GET /Schemas and GET /ResourceTypes answer. They take the place of those the \
                network had, from the next request on. 'scimd serve --schemas' does the same for all networks.

                A ResourceType document named User or Group says which extensions those have, all of them:
                  {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:ResourceType"],
                   "name": "User", "endpoint": "/Users", "schema": "urn:ietf:params:scim:schemas:core:2.0:User",
                   "schemaExtensions": [
                     {"schema": "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User", "required": false},
                     {"schema": "urn:example:scim:2.0:Badge", "required": false}]}
                """
        )

        @Argument(help: "The network.")
        var name: String
        @Argument(help: "The directory with the files; without it, the network's types are listed.")
        var directory: String?
        @Flag(help: "Take the network's own schemas away.")
        var remove = false
        @OptionGroup var store: StoreOptions

        func validate() throws {
            guard !remove || directory == nil else { throw ValidationError("give a directory or --remove, not both") }
        }

        func run() throws {
            let store = try store.open()
            let network = try store.network(named: name).network
            if let directory {
                _ = try store.store(DefinitionDirectory(path: directory).definitions(), for: network)
            } else if remove {
                _ = try store.store(Definitions([]), for: network)
            }
            var table = TextTable(["RESOURCE TYPE", "ENDPOINT", "SCHEMAS"])
            for type in try store.network(named: name).network.resourceTypes.all {
                let extensions = type.extensions.map { $0.schema.id + ($0.isRequired ? " (required)" : "") }
                table.append([type.name, type.endpoint, ([type.schema.id] + extensions).joined(separator: ", ")])
            }
            print(table)
        }
    }
}
