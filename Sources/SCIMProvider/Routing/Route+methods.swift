internal import HTTPTypes

extension Route {
    /// The methods that the route serves.
    var methods: [HTTPRequest.Method] {
        switch self {
        case .search, .bulk: [.post]
        case .root, .serviceProviderConfig, .resourceTypes, .resourceType, .schemas, .schema: [.get]
        case .resources: [.get, .post]
        case .resource, .me: [.get, .put, .patch, .delete]
        }
    }

    /// Whether the route may be asked without a secret token (RFC 7644 §4).
    var isPublic: Bool {
        guard case .serviceProviderConfig = self else { return false }
        return true
    }
}
