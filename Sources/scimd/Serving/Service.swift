internal import CLinux
internal import FastCGI
internal import HTTPTypes
internal import SCIM
internal import SCIMProvider

/// Answers the web server, and tells operators about it.
final class Service: Sendable {
    private let provider: Provider
    private let log: RequestLog
    private let metrics: Metrics
    private let held = HeldAnswers()

    init(provider: Provider, log: RequestLog, metrics: Metrics) {
        self.provider = provider
        self.log = log
        self.metrics = metrics
    }

    /// Answers one exchange with the web server; the only place that knows both FastCGI and SCIM.
    func answer(_ exchange: Exchange) {
        let parameters = exchange.parameters(RequestParameter.names)
        // Where the web server names none, it is SCIM itself.
        guard let endpoint = parameters[.endpoint] else { return answerSCIM(exchange, parameters) }
        switch Endpoint(rawValue: endpoint) {
        case .metrics: exchange.finish(with: metrics.response())
        case .health: metrics.store.tryWriting { exchange.finish(with: Response(health: $0)) }
        case nil:
            exchange.finish(with: Response(.notFound("the web server asks for an endpoint that scimd does not have")))
        }
    }

    private func answerSCIM(_ exchange: Exchange, _ parameters: ParameterValues) {
        guard let network = parameters[.network], let baseURL = parameters[.baseURL] else {
            let error = SCIMError.notFound(
                "this address belongs to no network: a Tenant URL looks like https://HOST/scim/v2/NETWORK. If it does, "
                    + "the web server passes no SCIM_NETWORK or SCIM_BASE_URL to scimd"
            )
            return exchange.finish(with: Response(error))
        }
        let start = SystemTime.microseconds
        let body: [UInt8]
        do throws(FastCGIError) {
            body = try exchange.readBody(length: parameters[.contentLength], limit: provider.limits.maximumBodySize)
        } catch {
            let request = Request(parameters, network: network, baseURL: baseURL, body: [])
            return finish(exchange, with: Response(refusing: request, error.asSCIMError), to: request, start)
        }
        if body.count >= Self.largeBodySize { malloc_trim(0) }
        let request = Request(parameters, network: network, baseURL: baseURL, body: body)
        provider.respond(to: request) { [self] response in finish(exchange, with: response, to: request, start) }
    }

    /// Sends a response, late when it tells the client to slow down.
    private func finish(
        _ exchange: Exchange,
        with response: Response,
        to request: Request,
        _ start: Int
    ) {
        guard response.status == .tooManyRequests else { return send(response, to: request, start, over: exchange) }
        // The body is not needed any more, and may be large.
        let request = request.withoutBody
        let ready = SystemTime.microseconds
        held.hold { [self] in
            // How long an answer takes is told without the time for which it was held.
            send(response, to: request, start + SystemTime.microseconds - ready, over: exchange)
        }
    }

    /// What is noted of a response is noted while it is on its way.
    private func send(
        _ response: Response,
        to request: Request,
        _ start: Int,
        over exchange: Exchange
    ) {
        exchange.finish(with: response)
        let passed = SystemTime.microseconds - start
        let time = DateTime.now
        metrics.requests.record(response, seconds: Double(passed) / 1e6, at: time)
        log.record(request, response, microseconds: passed, at: time)
        metrics.refusals.record(response, to: request, at: time)
    }
}

extension Service {
    /// How many bytes a body has from which on free memory is given back to the system before it is read.
    ///
    /// A request takes some fifteen times as much as its body, and each thread would keep what the largest one had taken.
    private static let largeBodySize = 256 << 10
}

extension Request {
    fileprivate convenience init(_ parameters: ParameterValues, network: String, baseURL: String, body: [UInt8]) {
        self.init(
            method: HTTPRequest.Method(parameters[.method] ?? "") ?? .get,
            network: network,
            baseURL: baseURL,
            path: parameters[.path] ?? "",
            query: parameters[.query] ?? "",
            authorization: parameters[.authorization],
            contentType: parameters[.contentType],
            contentEncoding: parameters[.contentEncoding],
            accept: parameters[.accept],
            ifMatch: parameters[.ifMatch],
            ifNoneMatch: parameters[.ifNoneMatch],
            requestID: parameters[.requestID],
            client: parameters[.client]?.shortened(to: 200),
            body: body
        )
    }
}

extension String {
    /// The text, or its first characters when it is longer than so many bytes.
    fileprivate func shortened(to length: Int) -> String {
        utf8.count <= length ? self : String(prefix(length))
    }
}

extension FastCGIError {
    /// What the client is told of a body that could not be read.
    fileprivate var asSCIMError: SCIMError {
        switch self {
        case .bodyTooLarge(let limit):
            .payloadTooLarge("the body is larger than \(limit) bytes: send it in parts")
        case .bodyLengthInvalid(let text):
            .invalidSyntax("'Content-Length: \(text)' is no length: send the length of the body in bytes")
        default:
            .invalidSyntax("the body ended before all of it had come: send it again")
        }
    }
}
