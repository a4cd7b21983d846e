package import SCIM

extension StoredMember {
    /// The member as a value of `members`.
    package func json(baseURL: String, _ types: ResourceTypes) -> JSONObject {
        var object: JSONObject = ["value": .string(id)]
        if let type = type.flatMap({ types.named($0) }) {
            object["$ref"] = .string("\(baseURL)\(type.endpoint)/\(id)")
            object["type"] = .string(type.name)
        }
        if let display { object["display"] = .string(display) }
        return object
    }
}

extension Membership {
    /// The group as a value of `groups`.
    package func json(baseURL: String, _ types: ResourceTypes) -> JSONObject {
        var object: JSONObject = ["value": .string(id)]
        if let type = types.named(type) { object["$ref"] = .string("\(baseURL)\(type.endpoint)/\(id)") }
        if let display { object["display"] = .string(display) }
        object["type"] = .string(isDirect ? "direct" : "indirect")
        return object
    }
}
