internal import HTTPTypes
internal import Logging
internal import SCIM

extension Provider {
    /// Answers a request, at once or, when it changes something, from another thread once that is durable: a failure too
    /// is an answer.
    package func respond(to request: Request, _ send: @escaping @Sendable (Response) -> Void) {
        respond(to: request, hasTurn: false, send)
    }

    private func respond(to request: Request, hasTurn: Bool, _ send: @escaping @Sendable (Response) -> Void) {
        var trace = RequestTrace()
        do {
            let path = RequestPath(request.path)
            let method = request.method == .head ? .get : request.method
            if method == .get, path.isPublic {
                trace.route = Route.serviceProviderConfig.name(method)
                let settings = try knownSettings(request)
                return send(complete(try serviceProviderConfig(request, settings), to: request, trace))
            }
            let time = now()
            let step = try store.read { reader -> Step in
                let credential = try authorize(request, at: time, reader)
                trace.credential = credential
                let network = credential.network
                // What waited for a turn counts once, but the rate may be used up since.
                try rates.admit(network, taking: hasTurn ? 0 : 1, at: time)
                let call = Call(
                    request: request,
                    requestID: request.requestID,
                    method: method,
                    credential: credential,
                    time: time,
                    hasTurn: hasTurn || network.settings.requestRate == 0
                )
                return try charging(network, at: time) {
                    do {
                        return try begin(call, path, reader.reader(of: network), &trace)
                    } catch is SlowQuery {
                        return .slow(network)
                    }
                }
            }
            switch consume step {
            case .answered(let answer):
                send(complete(answer, to: request, trace))
            case .pending(let pending):
                pending { [trace] result in
                    switch result {
                    case .success(let answer): send(complete(answer, to: request, trace))
                    case .failure(let error): send(refusal(error, to: request, trace))
                    }
                }
            case .slow(let network):
                try waitForTurn(request, of: network, trace, send)
            }
        } catch {
            send(refusal(error, to: request, trace))
        }
    }

    /// Answers a request that may take long when no other one of its network does, unless that takes too long itself.
    private func waitForTurn(
        _ request: Request,
        of network: Network,
        _ trace: RequestTrace,
        _ send: @escaping @Sendable (Response) -> Void
    ) throws(SCIMError) {
        let end = now().microseconds + SlowRequests.patience
        let isTaken = slowRequests.begin(network.key) {
            let answer: @Sendable (Response) -> Void = { response in
                send(response)
                slowRequests.end(network.key)
            }
            if now().microseconds <= end {
                respond(to: request, hasTurn: true, answer)
            } else {
                answer(refusal(SCIMError.tooManySlowRequests, to: request, trace))
            }
        }
        guard isTaken else { throw .tooManySlowRequests }
    }

    /// A response with what all have, of which no copy is made.
    private func complete(_ response: consuming Response, to request: Request, _ trace: RequestTrace) -> Response {
        response.contentType = request.acceptedMediaType
        response.trace.route = trace.route
        response.trace.credential = trace.credential
        return response
    }

    private func refusal(_ error: any Error, to request: Request, _ trace: RequestTrace) -> Response {
        complete(Response(refusing: request, scimError(error, of: request)), to: request, trace)
    }

    /// What the client is told of a failure; the log tells the rest.
    private func scimError(_ error: any Error, of request: Request) -> SCIMError {
        switch error {
        case let error as SCIMError: return error
        case let taken as TakenValue: return taken.error
        default:
            logger.error(
                "request failed",
                metadata: ["request": "\(request.requestID ?? "-")", "error": "\(error)"]
            )
            return .unexpected
        }
    }

    /// How far a request comes by reading.
    private enum Step {
        case answered(Response)
        case pending(Pending)
        case slow(Network)
    }

    /// Answers a call that changes nothing, and prepares one that does, in the state of the store in which it was
    /// authorized; not one that may take long, unless it has its turn.
    private func begin(
        _ call: Call,
        _ path: RequestPath,
        _ reader: any ResourceReader,
        _ trace: inout RequestTrace
    ) throws -> Step {
        var route = try Route(path, call.network.resourceTypes)
        trace.route = route.name(call.method)
        guard call.hasTurn || call.request.body.count <= limits.quickBodySize else { return .slow(call.network) }
        guard route.methods.contains(call.method) else {
            let methods = route.methods.map(\.rawValue).joined(separator: ", ")
            var response = Response(
                refusing: call.request,
                .methodNotAllowed("\(call.request.method.rawValue) is not possible here: use \(methods)")
            )
            // A 405 says which methods there are (RFC 9110 §15.5.6).
            response.fields.append((.allow, methods))
            return .answered(response)
        }
        if case .me = route { route = try me(call, reader) }
        switch route {
        case .root: return try .answered(list(call.network.resourceTypes.all, parameters(of: call), call, reader))
        case .search(let types):
            return try .answered(list(types, SearchRequest(parsing: call.bodyObject()), call, reader))
        case .serviceProviderConfig:
            return try .answered(serviceProviderConfig(call.request, call.network.settings))
        case .resourceTypes: return try .answered(listResourceTypes(call))
        case .resourceType(let name): return try .answered(getResourceType(name, call))
        case .schemas: return try .answered(listSchemas(call))
        case .schema(let id): return try .answered(getSchema(id, call))
        case .resources(let type) where call.method == .get:
            return try .answered(list([type], parameters(of: call), call, reader))
        case .resource(let type, let id) where call.method == .get:
            return try .answered(get(type, id: id, call, reader))
        case .resources(let type): return try .pending(create(type, call))
        case .resource(let type, let id):
            switch call.method {
            case .put: return try .pending(replace(type, id: id, call, reader))
            case .patch: return try .pending(patch(type, id: id, call, reader))
            default: return try .pending(delete(type, id: id, call))
            }
        case .bulk, .me: return try .pending(bulk(call))
        }
    }

    private func parameters(of call: Call) throws(SCIMError) -> SearchRequest {
        try SearchRequest(QueryParameters(call.request.query))
    }

    /// Takes what came of a change.
    typealias Answer = @Sendable (Result<Response, any Error>) -> Void

    /// Makes a change, and gives the answer once it is durable.
    typealias Pending = (@escaping Answer) -> Void
}

extension SCIMError {
    /// A network sends what takes long faster than that can be answered.
    fileprivate static let tooManySlowRequests = tooManyRequests(
        "other requests to this Tenant URL take long, and this one would: send such requests one after the other, and use "
            + "filters that an index answers, such as userName eq",
        retryAfter: 1
    )
}

extension Request {
    /// The media type that the client asks for: SCIM's own unless it names JSON alone (RFC 7644 §3.8).
    fileprivate var acceptedMediaType: String {
        guard let accept, accept.containsBytes(of: "application/json"),
            !accept.containsBytes(of: Response.mediaType)
        else {
            return Response.mediaType
        }
        return "application/json"
    }
}
