internal import Glibc

@testable internal import FastCGI

/// The web server's end of a connection, which speaks FastCGI by hand.
final class Peer: Sendable {
    let descriptor: Int32

    init(path: String) throws {
        descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var limit = timeval(tv_sec: 10, tv_usec: 0)
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        guard try SocketAddress(path: path).connect(descriptor) == 0 else { throw FastCGIError.last("connect") }
    }

    deinit {
        close(descriptor)
    }

    /// A record of the FastCGI specification, §3.3.
    static func record(_ type: UInt8, _ content: [UInt8]) -> [UInt8] {
        [1, type, 0, 1, UInt8(content.count >> 8), UInt8(content.count & 0xFF), 0, 0] + content
    }

    /// A whole request; `keep` asks the responder to leave the connection open, `length` replaces the body's true one.
    static func request(
        _ parameters: [(String, String)],
        length: String? = nil,
        body: [UInt8] = [],
        keep: Bool
    ) -> [UInt8] {
        var pairs: [UInt8] = []
        for (name, value) in parameters + [("CONTENT_LENGTH", length ?? String(body.count))] {
            pairs += [UInt8(name.utf8.count), UInt8(value.utf8.count)] + Array(name.utf8) + Array(value.utf8)
        }
        let content = body.isEmpty ? [] : record(5, body)
        let begin = record(1, [0, 1, keep ? 1 : 0, 0, 0, 0, 0, 0])
        return begin + record(4, pairs) + record(4, []) + content + record(5, [])
    }

    /// Sends all, and says whether the other side still takes it.
    @discardableResult func send(_ bytes: some Collection<UInt8>) -> Bool {
        let bytes = Array(bytes)
        return unsafe Glibc.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count
    }

    /// The content of the answer's records, or `nil` when the connection ends before the answer does.
    func answer() -> String? {
        var output: [UInt8] = []
        while let head = read(8) {
            guard let content = read(Int(head[4]) << 8 | Int(head[5])), read(Int(head[6])) != nil else { return nil }
            if head[1] == 6 { output += content }
            if head[1] == 3 { return String(decoding: output, as: UTF8.self) }
        }
        return nil
    }

    /// Whether the other side has closed the connection.
    func isClosed() -> Bool {
        var byte: UInt8 = 0
        let received = unsafe recv(descriptor, &byte, 1, 0)
        return received == 0 || received < 0 && errno != EAGAIN
    }

    private func read(_ count: Int) -> [UInt8]? {
        var bytes: [UInt8] = []
        while bytes.count < count {
            var chunk = [UInt8](repeating: 0, count: count - bytes.count)
            let received = unsafe recv(descriptor, &chunk, chunk.count, 0)
            guard received > 0 else { return nil }
            bytes += chunk.prefix(received)
        }
        return bytes
    }
}
