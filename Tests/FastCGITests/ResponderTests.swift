internal import Dispatch
internal import Glibc
internal import Synchronization
internal import Testing

@testable internal import FastCGI

struct ResponderTests {
    @Test func `parameters and body arrive, and the connection is kept when asked to`() throws {
        let responder = try TestResponder()
        let peer = try Peer(path: responder.path)
        for number in 1...3 {
            peer.send(Peer.request([("NAME", "jane\(number)")], body: Array("hello".utf8), keep: true))
            #expect(peer.answer() == "jane\(number):hello")
        }
        #expect(responder.stop() < 2_500)
        #expect(peer.isClosed())
    }

    @Test(arguments: [7_999, 8_000, 65_521, 65_528, 65_529, 131_056, 1_000_000, 3_000_000])
    func `an answer of any size arrives whole, and the connection is kept`(size: Int) throws {
        let responder = try TestResponder { exchange in
            exchange.write(Array("head: ".utf8), (0..<size).map { UInt8(ascii: "a") + UInt8($0 % 26) })
        }
        let peer = try Peer(path: responder.path)
        for _ in 1...2 {
            peer.send(Peer.request([], keep: true))
            let answer = Array(try #require(peer.answer()).utf8)
            #expect(answer.count == size + 6)
            #expect(answer.dropFirst(6).enumerated().allSatisfy { $1 == UInt8(ascii: "a") + UInt8($0 % 26) })
        }
        _ = responder.stop()
    }

    @Test func `a connection is closed when it is not to be kept`() throws {
        let responder = try TestResponder()
        let peer = try Peer(path: responder.path)
        peer.send(Peer.request([], keep: false))
        #expect(peer.answer() == "nobody:")
        #expect(peer.isClosed())
        _ = responder.stop()
    }

    @Test func `a body over the limit is not read, and its connection closed`() throws {
        let responder = try TestResponder()
        let peer = try Peer(path: responder.path)
        peer.send(Peer.request([], body: [UInt8](repeating: 120, count: 101), keep: true))
        #expect(peer.answer() == "nobody:too large")
        #expect(peer.isClosed())
        _ = responder.stop()
    }

    @Test func `64 kept connections are served by 2 threads`() throws {
        var settings = Responder.Settings()
        settings.threads = 2
        let responder = try TestResponder(settings)
        let path = responder.path
        let answered = Atomic(0)
        let start = Clock.milliseconds
        // All connections stay open until each has been answered.
        let open = DispatchSemaphore(value: 0)
        let peers = try Crew(count: 64) {
            guard let peer = try? Peer(path: path) else { return }
            for _ in 0..<5 {
                peer.send(Peer.request([("NAME", "n")], keep: true))
                if peer.answer() == "n:" { answered.add(1, ordering: .relaxed) }
            }
            open.wait()
        }
        while answered.load(ordering: .relaxed) < 320, Clock.milliseconds < start + 5_000 { usleep(1_000) }
        #expect(answered.load(ordering: .relaxed) == 320)
        for _ in 0..<64 { open.signal() }
        peers.join()
        _ = responder.stop()
    }

    @Test func `the reserve answers while all threads take long`() throws {
        var settings = Responder.Settings()
        settings.threads = 1
        settings.reserve = 1
        let entered = DispatchSemaphore(value: 0)
        let release = DispatchSemaphore(value: 0)
        let responder = try TestResponder(settings) { exchange in
            let name = exchange.parameters(ParameterNames(["NAME"]))[0]
            if name == "slow" {
                entered.signal()
                release.wait()
            }
            exchange.write(Array("answered".utf8))
        }
        let slow = try Peer(path: responder.path)
        slow.send(Peer.request([("NAME", "slow")], keep: true))
        entered.wait()
        let peer = try Peer(path: responder.path)
        let answered = (0..<20)
            .prefix { _ in
                peer.send(Peer.request([], keep: true))
                return peer.answer() == "answered"
            }
        #expect(answered.count == 20)
        release.signal()
        #expect(slow.answer() == "answered")
        #expect(responder.stop() < 2_500)
    }

    @Test func `the reserve takes nothing while a thread takes what comes`() throws {
        var settings = Responder.Settings()
        settings.threads = 1
        settings.reserve = 1
        settings.patience = 0.3
        let responder = try TestResponder(settings) { $0.write(Array("\(pthread_self())".utf8)) }
        let peers = try (0..<16).map { _ in try Peer(path: responder.path) }
        var threads: Set<String?> = []
        let start = Clock.milliseconds
        while Clock.milliseconds - start < 1_500 {
            for peer in peers { peer.send(Peer.request([], keep: true)) }
            for peer in peers { threads.insert(peer.answer()) }
        }
        #expect(threads.count == 1 && !threads.contains(nil))
        _ = responder.stop()
    }

    @Test func `a request in flight is answered when the responder stops`() throws {
        let entered = DispatchSemaphore(value: 0)
        let responder = try TestResponder { exchange in
            entered.signal()
            usleep(200_000)
            exchange.write(Array("done".utf8))
        }
        let peer = try Peer(path: responder.path)
        peer.send(Peer.request([], keep: true))
        entered.wait()
        let duration = responder.stop()
        #expect(peer.answer() == "done")
        #expect((150..<4_000).contains(duration))
        #expect(peer.isClosed())
    }

    @Test func `a request that comes while the responder stops is answered, and its connection then closed`() throws {
        let responder = try TestResponder()
        let peer = try Peer(path: responder.path)
        peer.send(Peer.request([("NAME", "a")], keep: true))
        #expect(peer.answer() == "a:")
        let stopped = DispatchSemaphore(value: 0)
        DispatchQueue(label: "stop")
            .async {
                _ = responder.stop()
                stopped.signal()
            }
        usleep(100_000)
        peer.send(Peer.request([("NAME", "b")], keep: true))
        #expect(peer.answer() == "b:")
        #expect(peer.isClosed())
        stopped.wait()
    }

    @Test func `a peer that falls silent within a request frees its thread`() throws {
        var settings = Responder.Settings()
        settings.threads = 1
        settings.receiveTimeout = 1
        let responder = try TestResponder(settings)
        let silent = try Peer(path: responder.path)
        silent.send([1, 1, 0])
        usleep(100_000)
        let peer = try Peer(path: responder.path)
        peer.send(Peer.request([("NAME", "a")], keep: true))
        #expect(peer.answer() == "a:")
        #expect(silent.isClosed())
        _ = responder.stop()
    }

    @Test func `silent peers beyond the number of threads hold up nobody`() throws {
        var settings = Responder.Settings()
        settings.threads = 1
        let responder = try TestResponder(settings)
        let whole = Peer.request([("NAME", "a")], body: Array("hello".utf8), keep: true)
        let silent = try whole.indices.dropFirst()
            .map { count in
                let peer = try Peer(path: responder.path)
                peer.send(whole.prefix(count))
                return peer
            }
        let start = Clock.milliseconds
        let peer = try Peer(path: responder.path)
        peer.send(whole)
        #expect(peer.answer() == "a:hello")
        #expect(Clock.milliseconds - start < 5_000)
        // The rest may come yet.
        for (peer, count) in zip(silent, whole.indices.dropFirst()) { peer.send(whole.dropFirst(count)) }
        for peer in silent { #expect(peer.answer() == "a:hello") }
        _ = responder.stop()
    }

    @Test func `a body that drips frees its thread`() throws {
        var settings = Responder.Settings()
        settings.threads = 1
        settings.receiveTimeout = 1
        let responder = try TestResponder(settings)
        let slow = try Peer(path: responder.path)
        let body = [UInt8](repeating: 120, count: 60_000)
        // The last record says that there is more, which never comes to its end.
        slow.send(Peer.request([], length: "90", body: body, keep: true).dropLast(8) + Peer.record(5, body).prefix(8))
        let start = Clock.milliseconds
        while slow.send([1]), Clock.milliseconds - start < 5_000 { usleep(100_000) }
        #expect(Clock.milliseconds - start < 4_000)
        let peer = try Peer(path: responder.path)
        peer.send(Peer.request([("NAME", "a")], keep: true))
        #expect(peer.answer() == "a:")
        _ = responder.stop()
    }

    @Test func `a peer that takes no answer frees its thread`() throws {
        var settings = Responder.Settings()
        settings.threads = 1
        settings.receiveTimeout = 1
        let responder = try TestResponder(settings) { exchange in
            let isDeaf = exchange.parameters(ParameterNames(["NAME"]))[0] == nil
            exchange.write([], isDeaf ? [UInt8](repeating: 120, count: 4_000_000) : Array("a".utf8))
        }
        let deaf = try Peer(path: responder.path)
        deaf.send(Peer.request([], keep: true))
        usleep(50_000)
        let start = Clock.milliseconds
        let peer = try Peer(path: responder.path)
        peer.send(Peer.request([("NAME", "a")], keep: true))
        #expect(peer.answer() == "a")
        #expect(Clock.milliseconds - start < 4_000)
        // Keeps the deaf end open until here.
        deaf.send([])
        _ = responder.stop()
    }

    @Test func `an idle connection is closed after the time-out`() throws {
        var settings = Responder.Settings()
        settings.idleTimeout = 1
        let responder = try TestResponder(settings)
        let peer = try Peer(path: responder.path)
        peer.send(Peer.request([("NAME", "a")], keep: true))
        #expect(peer.answer() == "a:")
        #expect(peer.isClosed())
        _ = responder.stop()
    }

    @Test(
        arguments: [
            [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF], [1, 99, 0, 1, 0xFF, 0xFF, 0xFF, 0],
            Peer.record(4, [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]),
            Peer.record(1, [0, 1, 1, 0, 0, 0, 0, 0])
                + Peer.record(4, [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]),
        ] as [[UInt8]]
    )
    func `garbage does not end the responder`(bytes: [UInt8]) throws {
        var settings = Responder.Settings()
        settings.receiveTimeout = 1
        let responder = try TestResponder(settings)
        for _ in 0..<10 {
            let hostile = try Peer(path: responder.path)
            hostile.send(bytes)
            withExtendedLifetime(hostile) {}
        }
        let peer = try Peer(path: responder.path)
        peer.send(Peer.request([("NAME", "a")], keep: true))
        #expect(peer.answer() == "a:")
        _ = responder.stop()
    }

    @Test func `libfcgi leaves SIGTERM to the program`() {
        #expect(Library.isReady)
        var action = sigaction()
        unsafe sigaction(SIGTERM, nil, &action)
        #expect(unsafe action.__sigaction_handler.sa_handler == nil)
    }
}
