package import HTTPTypes
internal import SCIM

/// What many requests have in common: the method, and the path with a name in place of what differs.
package struct RouteName: Hashable, Sendable, CustomStringConvertible {
    package let method: HTTPRequest.Method
    /// The path below the Tenant URL: `/Users/{id}`.
    package let pattern: String

    package var description: String {
        "\(method.rawValue) \(pattern)"
    }
}

extension Route {
    func name(_ method: HTTPRequest.Method) -> RouteName {
        RouteName(method: method, pattern: pattern)
    }

    private var pattern: String {
        switch self {
        case .root: "/"
        case .serviceProviderConfig: "/ServiceProviderConfig"
        case .resourceTypes: "/ResourceTypes"
        case .resourceType: "/ResourceTypes/{name}"
        case .schemas: "/Schemas"
        case .schema: "/Schemas/{id}"
        case .search(let types): types.count == 1 ? types[0].endpoint + "/.search" : "/.search"
        case .bulk: "/Bulk"
        case .me: "/Me"
        case .resources(let type): type.endpoint
        case .resource(let type, _): type.endpoint + "/{id}"
        }
    }
}
