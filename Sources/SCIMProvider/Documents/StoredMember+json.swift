package import SCIM

extension StoredMember {
    /// The member as a value of `members`.
    package func json(baseURL: String) -> JSONObject {
        var object: JSONObject = ["value": .string(id)]
        if let type {
            object["$ref"] = .string("\(baseURL)\(ResourceType.endpoint(of: type))/\(id)")
            object["type"] = .string(type)
        }
        if let display { object["display"] = .string(display) }
        return object
    }
}

extension Membership {
    /// The group as a value of `groups`.
    package func json(baseURL: String) -> JSONObject {
        var object: JSONObject = [
            "value": .string(id),
            "$ref": .string("\(baseURL)\(ResourceType.endpoint(of: type))/\(id)"),
        ]
        if let display { object["display"] = .string(display) }
        object["type"] = .string(isDirect ? "direct" : "indirect")
        return object
    }
}

extension ResourceType {
    /// The endpoint of a type by its name, for the types that are members of groups.
    fileprivate static func endpoint(of name: String) -> String {
        builtIn.first { $0.name == name }?.endpoint ?? "/\(name)s"
    }
}
