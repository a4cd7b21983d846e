internal import Glibc
internal import HTTPTypes
internal import SCIM

@testable internal import FastCGI
@testable internal import SCIMProvider

extension Fuzzer {
    private static let names: [StaticString] = [
        "SCIM_PATH", "QUERY_STRING", "CONTENT_LENGTH", "HTTP_IF_MATCH", "HTTP_IF_NONE_MATCH", "REQUEST_METHOD",
    ]

    /// Bytes on a connection from the web server go through libfcgi, and on to where the request is taken apart.
    ///
    /// An input that begins with an even byte is the connection as it is. Any other is a request: lines of parameters, an
    /// empty line, and a body, which arrive as they were sent, whatever the size of the records.
    func fuzzParameters(_ bytes: [UInt8]) {
        guard Library.isReady, let kind = bytes.first else { return }
        let isRequest = kind & 1 == 1
        let lines = WebServerRequest(bytes.dropFirst(), recordSize: Int(kind) * 16)
        let sent = isRequest ? lines.records : Array(bytes.dropFirst())
        let arrival = unsafe sent.withUnsafeBytes { unsafe Arrival($0) }
        check(arrival == .whole || !isRequest, "a request is taken for none")
        // What libfcgi would make of anything else is nothing that it is ever given.
        guard arrival == .whole else { return }
        var ends: [Int32] = [0, 0]
        guard unsafe socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0 else { return }
        defer { close(ends[0]) }
        guard unsafe send(ends[0], sent, sent.count, Int32(MSG_DONTWAIT)) == sent.count else {
            close(ends[1])
            return
        }
        shutdown(ends[0], Int32(SHUT_WR))
        let connection = Connection(descriptor: ends[1], now: 0)
        check(connection.begin(), "a request that has arrived is not read")
        let exchange = connection.exchange {}
        let parameters = exchange.parameters(ParameterNames(Self.names))
        let values = Self.names.indices.map { parameters[$0] }
        let body = try? exchange.readBody(length: values[2], limit: 4_096)
        if isRequest {
            check(values == Self.names.map { lines.value(of: $0) }, "parameters change on their way: \(values)")
            check(body.map { lines.body.starts(with: $0) } ?? true, "the body changes on its way")
        }
        takeApart(values)
        exchange.write(Array("Status: 200\r\n\r\n".utf8))
        _ = connection.finish(isLast: true)
    }

    private func takeApart(_ values: [String?]) {
        let path = RequestPath(values[0] ?? "")
        check(path.segments.allSatisfy { !$0.isEmpty && !$0.utf8.contains(0x2F) }, "a segment is none")
        if let route = try? Route(path, .builtIn) { _ = route.name(.get) }
        if let query = try? QueryParameters(values[1] ?? ""), let search = try? SearchRequest(query) {
            let encoded = search.filter.map { "filter=" + $0.percentEncoded }
            let again = try? QueryParameters(encoded ?? "")
            check(again?["filter"].map { Array($0.utf8) } == search.filter.map { Array($0.utf8) }, "a query changes")
        }
        let request = Request(
            method: HTTPRequest.Method(values[5] ?? "") ?? .get,
            network: "acme",
            baseURL: "https://localhost",
            path: path.text,
            ifMatch: values[3],
            ifNoneMatch: values[4]
        )
        _ = try? Preconditions(request).isUnchanged(Sample.user.resource.meta)
        _ = try? Preconditions(request).checkForChange(Sample.user.resource.meta)
    }
}

extension String {
    fileprivate var percentEncoded: String {
        let digits = Array("0123456789ABCDEF".utf8)
        let bytes = utf8.flatMap { [UInt8(ascii: "%"), digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        return String(decoding: bytes, as: UTF8.self)
    }
}
