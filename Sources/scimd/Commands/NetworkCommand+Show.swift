internal import ArgumentParser
internal import SCIM
internal import SCIMProvider
internal import SCIMStore

extension NetworkCommand {
    /// `scimd network show`.
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show a network and its settings.")

        @Argument(help: "The network.")
        var name: String
        @Flag(help: "Write JSON, for programs.")
        var json = false
        @OptionGroup var store: StoreOptions

        func run() throws {
            let summary = try store.open().network(named: name)
            if json {
                print(String(decoding: summary.json.bytes, as: UTF8.self))
                return
            }
            let settings = summary.network.settings
            let lines = [
                ("name", summary.network.name),
                ("created", summary.created.description),
                ("resources", summary.resourceCounts),
                ("valid tokens", String(summary.tokens)),
                ("last used", summary.lastUsed?.description ?? "never"),
                ("types", summary.network.resourceTypes.all.map(\.name).joined(separator: ", ")),
            ]
            let settingLines = NetworkSetting.all.map { setting in
                let origin = setting.isDefault(in: settings) ? " (default)" : ""
                return ("--\(setting.option)", setting.form.text(of: settings) + origin)
            }
            let width = (lines + settingLines).map(\.0.count).max() ?? 0
            for (name, value) in lines + settingLines {
                print("\(name):" + String(repeating: " ", count: width - name.count + 1) + value)
            }
        }
    }
}

extension NetworkSummary {
    fileprivate var json: JSONObject {
        var json: JSONObject = [
            "name": .string(network.name),
            "created": .string(created.description),
            "resources": .object(
                JSONObject(
                    resources.sorted { $0.key < $1.key }
                        .map { .init(name: $0.key, value: .number(JSONNumber($0.value))) }
                )
            ),
            "validTokens": .number(JSONNumber(tokens)),
            "types": .array(network.resourceTypes.all.map { .string($0.name) }),
            "settings": .object(
                JSONObject(
                    NetworkSetting.all.map { .init(name: $0.name, value: $0.form.json(of: network.settings)) }
                )
            ),
        ]
        json["lastUsed"] = lastUsed.map { .string($0.description) }
        return json
    }
}
