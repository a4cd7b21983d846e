internal import HTTPTypes
internal import Logging
internal import SCIM

extension Provider {
    /// The answer to a request: a failure too is an answer.
    package func respond(to request: Request) -> Response {
        var response: Response
        do {
            response = try answer(to: request)
        } catch let error as SCIMError {
            response = Response(error)
        } catch let taken as TakenValue {
            response = Response(taken.error)
        } catch {
            logger.error(
                "request failed",
                metadata: ["request": "\(request.requestID ?? "-")", "error": "\(error)"]
            )
            response = Response(.unexpected)
        }
        response.contentType = request.acceptedMediaType
        return response
    }

    private func answer(to request: Request) throws -> Response {
        let method = request.method == .head ? .get : request.method
        let path = RequestPath(request.path)
        if method == .get, path.isPublic { return serviceProviderConfig(request) }
        let call = Call(request: request, method: method, credential: try authorize(request), time: now())
        let route = try Route(path, call.network.resourceTypes)
        guard route.methods.contains(method) else {
            let methods = route.methods.map(\.rawValue).joined(separator: ", ")
            var response = Response(
                SCIMError.methodNotAllowed("\(request.method.rawValue) is not possible here: use \(methods)")
            )
            // A 405 says which methods there are (RFC 9110 §15.5.6).
            response.fields.append((.allow, methods))
            return response
        }
        return try dispatch(call, to: route)
    }

    private func dispatch(_ call: Call, to route: Route) throws -> Response {
        switch route {
        case .root: try list(call.network.resourceTypes.all, SearchRequest(QueryParameters(call.request.query)), call)
        case .search(let types): try list(types, SearchRequest(parsing: call.bodyObject()), call)
        case .serviceProviderConfig: serviceProviderConfig(call.request)
        case .resourceTypes: try listResourceTypes(call)
        case .resourceType(let name): try getResourceType(name, call)
        case .schemas: try listSchemas(call)
        case .schema(let id): try getSchema(id, call)
        case .bulk: try bulk(call)
        case .me: try dispatch(call, to: me(call))
        case .resources(let type):
            call.method == .post
                ? try create(type, call) : try list([type], SearchRequest(QueryParameters(call.request.query)), call)
        case .resource(let type, let id):
            switch call.method {
            case .put: try replace(type, id: id, call)
            case .patch: try patch(type, id: id, call)
            case .delete: try delete(type, id: id, call)
            default: try get(type, id: id, call)
            }
        }
    }
}

extension Request {
    /// The media type that the client asks for: SCIM's own unless it names JSON alone (RFC 7644 §3.8).
    fileprivate var acceptedMediaType: String {
        guard let accept, accept.containsBytes(of: "application/json"),
            !accept.containsBytes(of: Response.mediaType) else {
            return Response.mediaType
        }
        return "application/json"
    }
}
