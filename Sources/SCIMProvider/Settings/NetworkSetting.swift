/// One setting of networks: what it is called, what it means, and which values it has.
///
/// The command line, its help, what is shown and what is stored all read `all`; the documentation is tested against it.
package struct NetworkSetting: Sendable {
    /// The name in what is stored.
    package let name: String
    /// What the setting does, in a sentence.
    package let summary: String
    package let form: Form

    /// The name on the command line: `maxPageSize` is `max-page-size`.
    package var option: String {
        name.reduce(into: "") { $0 += $1.isUppercase ? "-" + $1.lowercased() : String($1) }
    }

    /// Whether settings have the value of a new network.
    package func isDefault(in settings: NetworkSettings) -> Bool {
        form.text(of: settings) == form.text(of: NetworkSettings())
    }

    /// Gives settings the value that an operator wrote; `default` is that of a new network.
    package func set(_ text: String, in settings: inout NetworkSettings) throws(SettingError) {
        let text = text == "default" ? form.text(of: NetworkSettings()) : text
        guard form.parse(text, into: &settings) else {
            throw SettingError("--\(option) cannot be '\(text)': give \(form.values), or 'default'")
        }
    }
}
