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
        head.append(utf8: "Status: ")
        head.append(utf8: String(response.status.code))
        head.append(utf8: "\r\n")
        if !response.body.isEmpty {
            head.append(utf8: "Content-Type: ")
            head.append(utf8: response.contentType)
            head.append(utf8: "\r\nContent-Length: ")
            head.append(utf8: String(response.body.count))
            head.append(utf8: "\r\n")
        }
        for field in response.fields {
            head.append(utf8: field.name.rawName)
            head.append(utf8: ": ")
            head.append(utf8: field.value)
            head.append(utf8: "\r\n")
        }
        head.append(utf8: "\r\n")
        write(head, response.body)
        finish()
    }
}
