internal import Dispatch
internal import Glibc
internal import Synchronization
internal import Testing

@testable internal import FastCGI

struct StopTests {
    @Test func `idle connections do not delay a stop`() throws {
        let responder = try TestResponder()
        let first = try Peer(path: responder.path)
        let second = try Peer(path: responder.path)
        first.send(Peer.request([("NAME", "a")], keep: true))
        #expect(first.answer() == "a:")
        #expect(responder.stop() < 2_500)
        #expect(first.isClosed())
        #expect(second.isClosed())
    }

    @Test func `half a request does not delay a stop beyond the drain time`() throws {
        var settings = Responder.Settings()
        settings.drainTime = 0.5
        let responder = try TestResponder(settings)
        let head = try Peer(path: responder.path)
        head.send([1, 1, 0])
        let body = try Peer(path: responder.path)
        body.send(Peer.request([], length: "100", body: Array("hello".utf8), keep: true).dropLast(8))
        usleep(100_000)
        #expect(responder.stop() < 1_500)
        // Keeps both ends open until here.
        head.send([])
        body.send([])
    }

    @Test func `who had connected before a stop is answered`() throws {
        let entered = DispatchSemaphore(value: 0)
        var settings = Responder.Settings()
        settings.threads = 1
        let responder = try TestResponder(settings) { exchange in
            entered.signal()
            usleep(200_000)
            exchange.write(Array("done".utf8))
        }
        let first = try Peer(path: responder.path)
        first.send(Peer.request([], keep: true))
        entered.wait()
        // The only thread is busy, so this connection waits in the backlog of the socket.
        let second = try Peer(path: responder.path)
        second.send(Peer.request([], keep: true))
        #expect(responder.stop() < 3_000)
        #expect(first.answer() == "done")
        #expect(second.answer() == "done")
    }

    @Test func `every request that could be sent before its connection closed is answered`() throws {
        for _ in 0..<5 {
            let responder = try TestResponder { exchange in
                usleep(1_000)
                exchange.write([UInt8](repeating: 120, count: 20_000))
            }
            let path = responder.path
            let counts = Counts()
            let clients = try Crew(count: 16) {
                guard let peer = try? Peer(path: path) else { return }
                while peer.send(Peer.request([], keep: true)) {
                    guard peer.answer()?.utf8.count == 20_000 else {
                        counts.lost.add(1, ordering: .relaxed)
                        return
                    }
                    counts.answered.add(1, ordering: .relaxed)
                }
            }
            usleep(100_000)
            // Well before the drain time is up: each connection is closed behind its answer.
            #expect(responder.stop() < 2_000)
            clients.join()
            #expect(counts.answered.load(ordering: .relaxed) > 16)
            #expect(counts.lost.load(ordering: .relaxed) == 0)
        }
    }

    @Test func `a stop before the start is heeded`() throws {
        let path = "/tmp/scimd-test-\(UInt64.random(in: 0 ... .max)).sock"
        let responder = try Responder(listener: Listener(path: path)) { _ in }
        responder.stop()
        let start = Clock.milliseconds
        try responder.run()
        #expect(Clock.milliseconds - start < 1_000)
    }

    private final class Counts: Sendable {
        let answered = Atomic(0)
        let lost = Atomic(0)
    }
}
