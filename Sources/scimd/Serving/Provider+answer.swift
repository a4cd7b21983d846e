internal import FastCGI
internal import HTTPTypes
internal import SCIM
internal import SCIMProvider

extension Provider {
    /// Answers one exchange with the web server; the only place that knows both FastCGI and SCIM.
    func answer(_ exchange: Exchange) {
        let parameters = exchange.parameters(RequestParameter.names)
        guard let network = parameters[.network], let baseURL = parameters[.baseURL] else {
            let error = SCIMError.notFound(
                "this address belongs to no network: a Tenant URL looks like https://HOST/scim/v2/NETWORK. If it does, "
                    + "the web server passes no SCIM_NETWORK or SCIM_BASE_URL to scimd"
            )
            return exchange.finish(with: Response(error))
        }
        do throws(FastCGIError) {
            let body = try exchange.readBody(length: parameters[.contentLength], limit: limits.maximumBodySize)
            respond(to: Request(parameters, network: network, baseURL: baseURL, body: body)) { response in
                exchange.finish(with: response)
            }
        } catch {
            exchange.finish(with: Response(error.asSCIMError))
        }
    }
}

extension Request {
    fileprivate init(_ parameters: [String?], network: String, baseURL: String, body: [UInt8]) {
        self.init(
            method: HTTPRequest.Method(parameters[.method] ?? "") ?? .get,
            network: network,
            baseURL: baseURL,
            path: parameters[.path] ?? "",
            query: parameters[.query] ?? "",
            authorization: parameters[.authorization],
            contentType: parameters[.contentType],
            accept: parameters[.accept],
            ifMatch: parameters[.ifMatch],
            ifNoneMatch: parameters[.ifNoneMatch],
            requestID: parameters[.requestID],
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
    func finish(with response: Response) {
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
        write(head, response.body)
        finish()
    }
}
