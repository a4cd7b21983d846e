internal import ArgumentParser
internal import SCIM
internal import SCIMProvider
internal import SCIMStore

extension NetworkCommand {
    /// `scimd network set`.
    struct Set: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Change the settings of a network.",
            discussion: "Settings are in force from the next request on; 'scimd network show' tells what they are."
        )

        @Argument(help: "The network.")
        var name: String
        @Flag(
            inversion: .prefixedNo,
            help: ArgumentHelp(
                "Whether no two groups may have the same displayName.",
                discussion: "They may not in a new network, because Entra ID matches groups by displayName."
            )
        )
        var uniqueGroupNames: Bool?
        @OptionGroup var store: StoreOptions

        func validate() throws {
            guard uniqueGroupNames != nil else {
                throw ValidationError("nothing to set: give --unique-group-names or --no-unique-group-names")
            }
        }

        func run() throws {
            let store = try store.open()
            let network = try store.network(named: name).network
            var settings = network.settings
            if let uniqueGroupNames { settings.hasUniqueGroupNames = uniqueGroupNames }
            try store.store(settings, for: network)
            print("unique group names: \(settings.hasUniqueGroupNames ? "yes" : "no")")
        }
    }
}
