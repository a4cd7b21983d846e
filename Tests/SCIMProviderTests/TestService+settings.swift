internal import HTTPTypes
internal import SCIM
internal import SCIMStore
internal import Testing

@testable internal import SCIMProvider

extension TestService {
    /// Changes the settings of the network.
    func set(_ change: (inout NetworkSettings) throws -> Void) throws {
        let network = try store.network(named: "acme").network
        var settings = network.settings
        try change(&settings)
        try store.store(settings, for: network)
    }

    /// Changes one setting as the command line does.
    func set(_ option: String, _ text: String) throws {
        try set { try #require(NetworkSetting.named(option)).set(text, in: &$0) }
    }

    /// Makes a user or, at `/Groups`, a group.
    func post(_ attributes: JSONObject, to path: String = "/Users") -> Answer {
        let schema = path == "/Users" ? Schema.user.id : Schema.group.id
        var body: JSONObject = ["schemas": [.string(schema)]]
        for member in attributes.members { body[member.name] = member.value }
        return send(.post, path, .object(body))
    }
}
