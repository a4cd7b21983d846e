internal import ArgumentParser
internal import SCIMProvider

/// The words behind `scimd network set`: the name of a network, and settings with their values.
struct SettingWords {
    let network: String
    private let values: [(setting: NetworkSetting, text: String)]

    init(_ words: [String]) throws {
        var networks: [String] = []
        var values: [(setting: NetworkSetting, text: String)] = []
        var rest = words[...]
        while let word = rest.popFirst() {
            guard word.hasPrefix("-") else {
                networks.append(word)
                continue
            }
            let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let option = parts[0]
            let written = parts.count > 1 ? String(parts[1]) : nil
            if let setting = option.setting(behind: "--") {
                if setting.form.isFlag {
                    values.append((setting, written ?? "yes"))
                } else if let text = written ?? rest.popFirst(), !text.isEmpty, !text.hasPrefix("--") {
                    values.append((setting, text))
                } else {
                    throw ValidationError("\(option) needs a value: \(setting.form.values), or 'default'")
                }
            } else if let setting = option.setting(behind: "--no-"), setting.form.isFlag, written == nil {
                values.append((setting, "no"))
            } else {
                let options = NetworkSetting.all.map { "--" + $0.option }.joined(separator: ", ")
                throw ValidationError("there is no setting '\(word)': there are \(options)")
            }
        }
        guard networks.count == 1, let network = networks.first else {
            throw ValidationError("name one network, not \(networks.count): put values with spaces into quotes")
        }
        guard !values.isEmpty else {
            throw ValidationError("nothing to set: 'scimd network set --help' tells what there is")
        }
        self.network = network
        self.values = values
    }

    /// Changes settings as the words say.
    func apply(to settings: inout NetworkSettings) throws {
        do {
            for (setting, text) in values { try setting.set(text, in: &settings) }
        } catch {
            throw ValidationError(error.description)
        }
    }

    /// Whether a setting is among the words.
    func names(_ setting: NetworkSetting) -> Bool {
        values.contains { $0.setting.name == setting.name }
    }
}

extension Substring {
    /// The setting whose option stands behind a prefix.
    fileprivate func setting(behind prefix: String) -> NetworkSetting? {
        hasPrefix(prefix) ? NetworkSetting.named(dropFirst(prefix.count)) : nil
    }
}
