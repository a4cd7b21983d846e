internal import SCIM

/// What a path below the Tenant URL names (RFC 7644 §3.2, table 2).
enum Route {
    case root
    case serviceProviderConfig
    case resourceTypes
    case resourceType(name: String)
    case schemas
    case schema(id: String)
    /// A search over resource types by POST (RFC 7644 §3.4.3).
    case search([ResourceType])
    case bulk
    /// The resource that the operator named for the token (RFC 7644 §3.11).
    case me
    case resources(ResourceType)
    case resource(ResourceType, id: String)
}

extension Route {
    /// The route of a path.
    init(_ path: RequestPath, _ types: ResourceTypes) throws(SCIMError) {
        if let version = path.version, version != .served {
            throw .invalidVersion(
                "version \(version.number) of SCIM is not served: write v\(ProtocolVersion.served.number) in the Tenant URL"
            )
        }
        let segments = path.segments
        guard let first = segments.first else {
            self = .root
            return
        }
        // No resource type has an endpoint that is the protocol's own, and most requests are about resources.
        if segments.count <= 2, let type = types.at(endpoint: first) {
            switch segments.dropFirst().first {
            case nil: self = .resources(type)
            case ".search"?: self = .search([type])
            case let id?: self = .resource(type, id: id)
            }
            return
        }
        switch (first, segments.count) {
        case ("ServiceProviderConfig", 1): self = .serviceProviderConfig
        case ("ResourceTypes", 1): self = .resourceTypes
        case ("ResourceTypes", 2): self = .resourceType(name: segments.last ?? first)
        case ("Schemas", 1): self = .schemas
        case ("Schemas", 2): self = .schema(id: segments.last ?? first)
        case (".search", 1): self = .search(types.all)
        case ("Bulk", 1): self = .bulk
        case ("Me", 1): self = .me
        default:
            let endpoints = types.all.map(\.endpoint).joined(separator: ", ")
            throw .notFound(
                "there is no '\(path.text)' here: the Tenant URL must end where \(endpoints) or /ServiceProviderConfig begins"
            )
        }
    }
}
