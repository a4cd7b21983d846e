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
    case resources(ResourceType)
    case resource(ResourceType, id: String)
}

extension Route {
    /// The route of a path; empty segments, as of doubled or trailing slashes, do not count.
    init(path: String, resourceTypes: [ResourceType]) throws(SCIMError) {
        let segments = path.split(separator: "/")
        guard let first = segments.first else {
            self = .root
            return
        }
        switch (first, segments.count) {
        case ("ServiceProviderConfig", 1): self = .serviceProviderConfig
        case ("ResourceTypes", 1): self = .resourceTypes
        case ("ResourceTypes", 2): self = .resourceType(name: String(segments[1]))
        case ("Schemas", 1): self = .schemas
        case ("Schemas", 2): self = .schema(id: String(segments[1]))
        case (".search", 1): self = .search(resourceTypes)
        case (let name, 1...2):
            guard let type = resourceTypes.first(where: { $0.endpoint.dropFirst() == name }) else { fallthrough }
            switch segments.dropFirst().first {
            case nil: self = .resources(type)
            case ".search"?: self = .search([type])
            case let id?: self = .resource(type, id: String(id))
            }
        default:
            let endpoints = resourceTypes.map(\.endpoint).joined(separator: ", ")
            throw .notFound(
                "there is no '\(path)' here: the Tenant URL must end where \(endpoints) or /ServiceProviderConfig begins"
            )
        }
    }
}
