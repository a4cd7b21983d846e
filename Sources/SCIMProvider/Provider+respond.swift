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
            addAllow(to: &response, for: request)
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
        guard let route = try? Route(path: request.path, resourceTypes: resourceTypes), route.isPublic, method == .get
        else {
            let credential = try authorize(request)
            let route = try Route(path: request.path, resourceTypes: resourceTypes)
            guard route.methods.contains(method) else {
                throw SCIMError.methodNotAllowed(
                    "\(request.method.rawValue) is not possible here: use \(route.allow)"
                )
            }
            return try dispatch(Call(request: request, method: method, credential: credential, time: now()), to: route)
        }
        return serviceProviderConfig(request)
    }

    private func dispatch(_ call: Call, to route: Route) throws -> Response {
        switch route {
        case .root: try list(resourceTypes, SearchRequest(QueryParameters(call.request.query)), call)
        case .search(let types): try list(types, SearchRequest(parsing: call.bodyObject()), call)
        case .serviceProviderConfig: serviceProviderConfig(call.request)
        case .resourceTypes: try listResourceTypes(call.request)
        case .resourceType(let name): try getResourceType(name, call.request)
        case .schemas: try listSchemas(call.request)
        case .schema(let id): try getSchema(id, call.request)
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

    /// A 405 says which methods there are (RFC 9110 §15.5.6).
    private func addAllow(to response: inout Response, for request: Request) {
        guard response.status == .methodNotAllowed,
            let route = try? Route(path: request.path, resourceTypes: resourceTypes)
        else { return }
        response.fields.append((.allow, route.allow))
    }
}

extension Route {
    fileprivate var allow: String {
        methods.map(\.rawValue).joined(separator: ", ")
    }
}

extension Request {
    /// The media type that the client asks for: SCIM's own unless it names JSON alone (RFC 7644 §3.8).
    fileprivate var acceptedMediaType: String {
        guard let accept, accept.contains("application/json"), !accept.contains(Response.mediaType) else {
            return Response.mediaType
        }
        return "application/json"
    }
}
