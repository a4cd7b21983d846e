extension SCIMError {
    /// The body that reports the failure (RFC 7644 §3.12); `status` is text there.
    package var document: JSON {
        var object = JSONObject([
            .init(name: "schemas", value: .array([.string("urn:ietf:params:scim:api:messages:2.0:Error")])),
            .init(name: "status", value: .string(String(status))),
        ])
        if let scimType { object.append(.init(name: "scimType", value: .string(scimType.rawValue))) }
        object.append(.init(name: "detail", value: .string(detail)))
        return .object(object)
    }
}
