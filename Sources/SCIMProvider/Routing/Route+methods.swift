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
}
