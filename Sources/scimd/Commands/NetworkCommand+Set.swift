internal import ArgumentParser
internal import SCIM
internal import SCIMProvider
internal import SCIMStore

extension NetworkCommand {
    /// `scimd network set`.
    struct Set: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Change the settings of a network.",
            usage: "scimd network set <name> [--SETTING [VALUE]] ... [--database <file>]",
            discussion: """
                Settings are in force from the next request on, in all processes; 'scimd network show' tells what they are. \
                'default' as a value, of a flag as in --unique-group-names=default, is that of a new network.

                \(settingsHelp)

                What Starmind needs of every user:
                  scimd network set acme --required-attributes \
                'name.givenName, name.familyName, emails[type eq "work"].value'
                """
        )

        @Argument(
            parsing: .allUnrecognized,
            help: ArgumentHelp("The network, and what to set.", valueName: "name")
        )
        var words: [String]
        @OptionGroup var store: StoreOptions

        func validate() throws {
            var settings = NetworkSettings()
            try SettingWords(words).apply(to: &settings)
        }

        func run() throws {
            let wanted = try SettingWords(words)
            let store = try store.open()
            let network = try store.network(named: wanted.network).network
            var settings = network.settings
            try wanted.apply(to: &settings)
            try store.store(settings, for: network)
            for setting in NetworkSetting.all where wanted.names(setting) {
                print("\(setting.option): \(setting.form.text(of: settings))")
            }
        }

        /// Each setting with its values, its default and what it does.
        private static var settingsHelp: String {
            NetworkSetting.all
                .map { setting in
                    let values =
                        setting.form.isFlag
                        ? "--\(setting.option), --no-\(setting.option)"
                        : "--\(setting.option) VALUE: \(setting.form.values)"
                    let usual = setting.form.text(of: NetworkSettings())
                    return "\(values) (default: \(usual))\n\(setting.summary)"
                }
                .joined(separator: "\n\n")
        }
    }
}
