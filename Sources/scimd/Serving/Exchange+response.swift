internal import FastCGI
internal import HTTPTypes
internal import SCIM
internal import SCIMProvider

extension Metrics {
    /// The figures, or why there are none.
    func response() -> Response {
        do {
            return try Response(status: .ok, contentType: MetricsText.mediaType, body: text().bytes)
        } catch {
            return Response(
                status: .serviceUnavailable,
                contentType: "text/plain",
                body: Array("the database cannot be read: \(error)\n".utf8)
            )
        }
    }
}

extension Response {
    /// Whether a write went through.
    init(health result: Result<Void, any Error>) {
        var report: JSONObject = ["status": "pass"]
        var status = HTTPResponse.Status.ok
        if case .failure(let error) = result {
            report = ["status": "fail", "output": .string("the database cannot be written: \(error)")]
            status = .serviceUnavailable
        }
        self.init(status: status, contentType: "application/health+json", body: report.bytes)
    }
}

extension Exchange {
    /// Sends a response in the form of CGI (RFC 3875 §6.3).
    func finish(with response: Response) {
        var head: [UInt8] = []
        head.reserveCapacity(256)
        head.append(literal: "Status: ")
        head.append(decimal: response.status.code)
        if !response.body.isEmpty {
            head.append(literal: "\r\nContent-Type: ")
            head.append(utf8: response.contentType)
            head.append(literal: "\r\nContent-Length: ")
            head.append(decimal: response.body.count)
        }
        for field in response.fields {
            head.append(literal: "\r\n")
            head.append(utf8: field.name.rawName)
            head.append(literal: ": ")
            head.append(utf8: field.value)
        }
        head.append(literal: "\r\n\r\n")
        write(head, response.body)
        finish()
    }
}
