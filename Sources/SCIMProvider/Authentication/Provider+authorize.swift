internal import SCIM

extension Provider {
    /// The credential that permits a request, or 401.
    ///
    /// A token of another network gets the same answer as one that never was, so that nothing tells which networks
    /// exist.
    func authorize(_ request: Request, at time: DateTime, _ reader: any StoreReader) throws -> Credential {
        guard let header = request.authorization, !header.isEmpty else {
            throw SCIMError.unauthorized(
                "the request has no secret token: send 'Authorization: Bearer TOKEN', or type the token into the field "
                    + "Secret Token"
            )
        }
        guard let text = header.bearerToken else {
            throw SCIMError.unauthorized(
                "the Authorization header is not of the form 'Bearer TOKEN': send the secret token that way"
            )
        }
        let hash = SecretToken(text: text).hash
        guard let credential = try reader.credential(hash: hash, for: request.network),
            credential.hash.equalsInConstantTime(hash)
        else {
            throw SCIMError.unauthorized(
                "the secret token is not valid for this Tenant URL: check that both are copied whole and belong "
                    + "together, or ask the operator for a new token"
            )
        }
        guard credential.revoked == nil else {
            throw SCIMError.unauthorized("the secret token was revoked: ask the operator for a new one")
        }
        if let expires = credential.expires, expires <= time {
            throw SCIMError.unauthorized("the secret token expired on \(expires): ask the operator for a new one")
        }
        tokenUse.record(credential.tokenID, at: time)
        return credential
    }
}

extension String {
    /// The token of a `Bearer` credential (RFC 6750 §2.1); the scheme is written in any letter case.
    fileprivate var bearerToken: String? {
        let scheme = "Bearer "
        guard hasPrefixIgnoringCase(scheme) else { return nil }
        let space = UInt8(ascii: " ")
        var text = self
        return text.withUTF8 { bytes in
            let rest = unsafe bytes[scheme.utf8.count...].drop { $0 == space }
            guard let last = unsafe rest.lastIndex(where: { $0 != space }) else { return nil }
            let token = unsafe rest[...last]
            return unsafe token.contains(space) ? nil : String(decoding: token, as: UTF8.self)
        }
    }
}
