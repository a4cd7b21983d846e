internal import FastCGI
internal import HTTPTypes
internal import SCIM
internal import SCIMProvider

extension Provider {
    /// Answers one exchange with the web server; the only place that knows both FastCGI and SCIM.
    func answer(_ exchange: borrowing Exchange) {
        exchange.send(response(to: exchange))
    }

    private func response(to exchange: borrowing Exchange) -> Response {
        guard let network = exchange.parameter("SCIM_NETWORK"), let baseURL = exchange.parameter("SCIM_BASE_URL") else {
            return Response(
                .notFound(
                    "this address belongs to no network: a Tenant URL looks like https://HOST/scim/v2/NETWORK. If it does, "
                        + "the web server passes no SCIM_NETWORK or SCIM_BASE_URL to scimd"
                )
            )
        }
        do throws(FastCGIError) {
            let body = try exchange.readBody(limit: limits.maximumBodySize)
            return respond(to: Request(exchange, network: network, baseURL: baseURL, body: body))
        } catch {
            return Response(error.asSCIMError)
        }
    }
}

extension Request {
    /// Reads the parameters that the shipped web server configuration passes.
    init(_ exchange: borrowing Exchange, network: String, baseURL: String, body: [UInt8]) {
        self.init(
            method: HTTPRequest.Method(exchange.parameter("REQUEST_METHOD") ?? "") ?? .get,
            network: network,
            baseURL: baseURL,
            path: exchange.parameter("SCIM_PATH") ?? "",
            query: exchange.parameter("QUERY_STRING") ?? "",
            authorization: exchange.parameter("HTTP_AUTHORIZATION"),
            contentType: exchange.parameter("CONTENT_TYPE"),
            accept: exchange.parameter("HTTP_ACCEPT"),
            ifMatch: exchange.parameter("HTTP_IF_MATCH"),
            ifNoneMatch: exchange.parameter("HTTP_IF_NONE_MATCH"),
            requestID: exchange.parameter("SCIM_REQUEST_ID"),
            body: body
        )
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

extension Exchange {
    /// Sends a response in the form of CGI (RFC 3875 §6.3).
    borrowing func send(_ response: Response) {
        var head: [UInt8] = []
        head.reserveCapacity(256)
        head.append(contentsOf: "Status: ".utf8)
        head.append(contentsOf: String(response.status.code).utf8)
        head.append(contentsOf: "\r\n".utf8)
        if !response.body.isEmpty {
            head.append(contentsOf: "Content-Type: ".utf8)
            head.append(contentsOf: response.contentType.utf8)
            head.append(contentsOf: "\r\nContent-Length: ".utf8)
            head.append(contentsOf: String(response.body.count).utf8)
            head.append(contentsOf: "\r\n".utf8)
        }
        for field in response.fields {
            head.append(contentsOf: field.name.rawName.utf8)
            head.append(contentsOf: ": ".utf8)
            head.append(contentsOf: field.value.utf8)
            head.append(contentsOf: "\r\n".utf8)
        }
        head.append(contentsOf: "\r\n".utf8)
        write(head)
        write(response.body)
    }
}
