internal import Glibc
internal import Testing

@testable internal import FastCGI

/// Answers on a connection whose other end takes what it likes.
struct RecordWriterTests {
    private let ends: (writer: Int32, reader: Int32)

    init() throws {
        var descriptors: [Int32] = [0, 0]
        guard unsafe socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &descriptors) == 0 else {
            throw FastCGIError.last("socketpair")
        }
        ends = (descriptors[0], descriptors[1])
        var limit = timeval(tv_sec: 3, tv_usec: 0)
        unsafe setsockopt(ends.writer, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    }

    private func read(_ count: Int) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        return unsafe recv(ends.reader, &bytes, count, Int32(MSG_WAITALL)) == count ? bytes : []
    }

    @Test func `an answer goes on where the system has stopped to take it`() throws {
        let head = Array("Status: 200\r\n\r\n".utf8)
        // More than is written at a time, and no two records alike.
        let body = (0..<2_000_000).map { UInt8(truncatingIfNeeded: $0 / 251) }
        let writer = RecordWriter(descriptor: ends.writer, requestID: 0x0102)
        let crew = try Crew(count: 1) {
            let isWritten = unsafe head.withUnsafeBytes { head in
                unsafe body.withUnsafeBytes { unsafe writer.write(head, $0) }
            }
            #expect(isWritten)
            close(writer.descriptor)
        }
        // After three seconds the system tells how much it has taken so far, and waits three more.
        usleep(3_500_000)
        var content: [UInt8] = []
        while case let header = read(8), !header.isEmpty {
            #expect(header[0...3] == [1, 6, 1, 2] && header[6...7] == [0, 0])
            content += read(Int(header[4]) << 8 | Int(header[5]))
        }
        crew.join()
        close(ends.reader)
        #expect(content == head + body)
    }
}
