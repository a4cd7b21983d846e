internal import Dispatch
internal import Glibc

@testable internal import FastCGI

/// A responder on a socket of its own, which echoes what it is sent.
final class TestResponder: Sendable {
    let path: String
    private let responder: Responder
    private let ended = DispatchSemaphore(value: 0)

    init(_ settings: Responder.Settings = .init(), handler: (@Sendable (Exchange) -> Void)? = nil) throws {
        path = "/tmp/scimd-test-\(UInt64.random(in: 0 ... .max)).sock"
        responder = try Responder(
            listener: Listener(path: path),
            settings: settings,
            handler: { exchange in
                defer { exchange.finish() }
                if let handler { return handler(exchange) }
                let parameters = exchange.parameters(ParameterNames(["NAME", "CONTENT_LENGTH"]))
                let body = (try? exchange.readBody(length: parameters[1], limit: 100)) ?? Array("too large".utf8)
                exchange.write(Array("\(parameters[0] ?? "nobody"):".utf8) + body)
            }
        )
        let responder = responder
        let ended = ended
        DispatchQueue(label: "responder")
            .async {
                try? responder.run()
                ended.signal()
            }
    }

    /// Stops it, and says after how many milliseconds it had ended.
    func stop() -> Int {
        let start = Clock.milliseconds
        responder.stop()
        ended.wait()
        return Clock.milliseconds - start
    }
}
