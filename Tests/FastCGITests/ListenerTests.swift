internal import Glibc
internal import Testing

@testable internal import FastCGI

struct ListenerTests {
    private let path = "/tmp/scimd-test-\(UInt64.random(in: 0 ... .max)).sock"

    @Test func `the socket is for the web server's group, and gone at the end`() throws {
        var status = stat()
        do {
            let listener = try Listener(path: path)
            try #require(unsafe stat(path, &status) == 0)
            #expect(status.st_mode & 0o777 == 0o660)
            withExtendedLifetime(listener) {}
        }
        #expect(unsafe stat(path, &status) != 0)
    }

    @Test func `a socket that a dead process left is replaced`() throws {
        let dead = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        try #require(SocketAddress(path: path).bind(dead) == 0)
        close(dead)
        #expect(throws: Never.self) { try Listener(path: path) }
    }

    @Test func `a socket on which somebody answers is left alone`() throws {
        let listener = try Listener(path: path)
        #expect(throws: FastCGIError.socketInUse(path: path)) { try Listener(path: path) }
        withExtendedLifetime(listener) {}
    }

    @Test func `what is no socket is left alone`() throws {
        #expect(throws: FastCGIError.notASocket(path: "/dev/null")) { try Listener(path: "/dev/null") }
    }

    @Test func `a descriptor that does not listen is refused with what to do`() throws {
        let error = try #require(throws: FastCGIError.self) { try Listener(descriptor: 0) }
        #expect(error.description.contains("start scimd through spawn-fcgi or systemd, or give it --socket PATH"))
    }

    @Test func `a socket of another kind is left alone`() throws {
        let other = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
        defer {
            close(other)
            unsafe unlink(path)
        }
        try #require(SocketAddress(path: path).bind(other) == 0)
        #expect(throws: FastCGIError.socketInUse(path: path)) { try Listener(path: path) }
        var status = stat()
        #expect(unsafe stat(path, &status) == 0)
    }
}
