internal import SCIM

extension Provider {
    /// The resource that `/Me` means for a token (RFC 7644 §3.11).
    func me(_ call: Call, _ reader: any ResourceReader) throws -> Route {
        guard let id = call.credential.resource else {
            throw SCIMError.notImplemented(
                "this secret token belongs to nobody, so there is no /Me: use /Users, or ask the operator for a token "
                    + "that was issued for a resource"
            )
        }
        let name = try reader.typeName(of: id)
        guard let type = name.flatMap({ call.network.resourceTypes.named($0) }) else {
            throw SCIMError.notFound("the resource that the secret token belongs to is gone")
        }
        return .resource(type, id: id)
    }
}
