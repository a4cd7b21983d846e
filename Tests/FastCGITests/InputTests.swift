internal import Glibc
internal import Testing

@testable internal import FastCGI

/// What a handler leaves unread, and what a peer sends that is no request.
struct InputTests {
    @Test func `a body that is not read is never taken for the next request`() throws {
        let responder = try TestResponder {
            $0.write(Array(($0.parameters(ParameterNames(["NAME"]))[0] ?? "nobody").utf8))
        }
        let peer = try Peer(path: responder.path)
        let forged = Peer.request([("NAME", "forged")], keep: true)
        // libfcgi reads 8,192 bytes at a time: the forged request starts where the second read does.
        var body = [UInt8](repeating: 120, count: 60_000)
        let start = 8_192 - (Peer.request([("NAME", "honest")], body: body, keep: true).count - body.count - 8)
        body.replaceSubrange(start..<start + forged.count, with: forged)
        peer.send(Peer.request([("NAME", "honest")], body: body, keep: true))
        #expect(peer.answer() == "honest")
        peer.send(Peer.request([("NAME", "next")], keep: true))
        #expect(peer.answer() == "next")
        _ = responder.stop()
    }

    @Test func `a body that is longer than its length is never taken for the next request`() throws {
        let responder = try TestResponder()
        let peer = try Peer(path: responder.path)
        peer.send(Peer.request([("NAME", "a")], length: "3", body: [UInt8](repeating: 120, count: 30_000), keep: true))
        #expect(peer.answer() == "a:xxx")
        peer.send(Peer.request([("NAME", "b")], keep: true))
        #expect(peer.answer() == "b:")
        _ = responder.stop()
    }

    @Test(arguments: ["-1", "x", "99999999999999999999"])
    func `a length that is none is refused`(length: String) throws {
        let responder = try TestResponder { exchange in
            do throws(FastCGIError) {
                exchange.write(
                    try exchange.readBody(
                        length: exchange.parameters(ParameterNames(["CONTENT_LENGTH"]))[0],
                        limit: 100
                    )
                )
            } catch {
                exchange.write(Array(error.description.utf8))
            }
        }
        let peer = try Peer(path: responder.path)
        peer.send(Peer.request([], length: length, body: Array("hello".utf8), keep: true))
        #expect(peer.answer() == "the length of the body, '\(length)', is not a number of bytes")
        _ = responder.stop()
    }

    @Test func `the end of an empty body is read although it comes alone`() throws {
        let responder = try TestResponder {
            $0.write(Array(($0.parameters(ParameterNames(["NAME"]))[0] ?? "nobody").utf8))
        }
        let peer = try Peer(path: responder.path)
        var parameters = (0..<60).map { ("LONG\($0)", String(repeating: "x", count: 110)) } + [("NAME", "a")]
        // What comes before the last record is exactly what libfcgi reads at a time.
        while case let rest = 8_192 - (Peer.request(parameters, keep: true).count - 8), rest > 0 {
            parameters.append(("", String(repeating: "x", count: max(0, min(rest - 2, 110)))))
        }
        try #require(Peer.request(parameters, keep: true).count == 8_200)
        for _ in 1...3 {
            peer.send(Peer.request(parameters, keep: true))
            #expect(peer.answer() == "a")
        }
        _ = responder.stop()
    }

    @Test func `a body that is cut off is told to the handler`() throws {
        let responder = try TestResponder { exchange in
            do throws(FastCGIError) {
                exchange.write(
                    try exchange.readBody(
                        length: exchange.parameters(ParameterNames(["CONTENT_LENGTH"]))[0],
                        limit: 100
                    )
                )
            } catch {
                exchange.write(Array(error.description.utf8))
            }
        }
        let peer = try Peer(path: responder.path)
        peer.send(Peer.request([], length: "10", body: Array("hello".utf8), keep: true))
        #expect(peer.answer() == FastCGIError.bodyIncomplete.description)
        _ = responder.stop()
    }

    /// libfcgi waits up to two seconds for the peer to close, which is two seconds of a thread.
    @Test(arguments: [Array("GET / HTTP/1.1\r\n\r\n".utf8), Peer.request([], keep: false)])
    func `a peer that does not close its end holds no thread`(bytes: [UInt8]) throws {
        var settings = Responder.Settings()
        settings.threads = 1
        let responder = try TestResponder(settings)
        let stubborn = try Peer(path: responder.path)
        stubborn.send(bytes)
        usleep(50_000)
        let start = Clock.milliseconds
        let peer = try Peer(path: responder.path)
        peer.send(Peer.request([("NAME", "a")], keep: true))
        #expect(peer.answer() == "a:")
        #expect(Clock.milliseconds - start < 1_800)
        _ = responder.stop()
        // Keeps the stubborn end open until here.
        stubborn.send([])
    }
}
