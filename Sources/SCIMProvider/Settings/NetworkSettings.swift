package import SCIM

/// What an operator decides for one network; `NetworkSetting.all` says what each of it means.
package struct NetworkSettings: Hashable, Sendable {
    package var requiredAttributes: [String] = []
    package var hasUniqueWorkEmails = false
    package var hasUniqueGroupNames = true
    package var resourceTypes: [String] = []
    package var defaultPageSize = 100
    package var maxPageSize = 1_000
    package var deletion = Deletion.delete
    /// In days; 0 is without end.
    package var tokenLifetime = 0
    /// In requests a second; 0 is any number.
    package var requestRate = 1_000
    /// What other versions of the program have stored.
    private var others = JSONObject()

    package init() {}

    /// Reads what `json` gave; what is unknown is kept for the next `json`.
    package init(_ json: JSONObject) {
        for member in json.members {
            let setting = NetworkSetting.all.first { $0.name == member.name }
            if setting?.form.read(member.value, into: &self) != true { others.append(member) }
        }
    }

    /// How many resources a page has for a client that asks for a number of them.
    func pageSize(for count: Int?) -> Int {
        min(max(0, count ?? defaultPageSize), maxPageSize)
    }

    /// When a token ends that is issued now without a date; `nil` is never.
    package func tokenExpiry(from instant: DateTime) -> DateTime? {
        guard tokenLifetime > 0 else { return nil }
        return DateTime(microseconds: instant.microseconds + Int64(tokenLifetime) * 86_400_000_000)
    }

    /// The settings as a store keeps them; what is as by default is left out.
    package var json: JSONObject {
        var json = others
        for setting in NetworkSetting.all where !setting.isDefault(in: self) {
            json[setting.name] = setting.form.json(of: self)
        }
        return json
    }
}
