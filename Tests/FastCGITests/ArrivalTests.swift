internal import Testing

@testable internal import FastCGI

/// What is taken for a request before libfcgi reads it.
struct ArrivalTests {
    private static let begin = Peer.record(1, [0, 1, 1, 0, 0, 0, 0, 0])
    private static let short = Array("\u{4}\u{3}NAMEabc".utf8)
    private static let long = [4, 0x80, 0, 1, 0] + Array("NAME".utf8) + [UInt8](repeating: 120, count: 256)
    private static let end = Peer.record(4, [])

    private static func arrival(_ bytes: [UInt8]) -> Arrival {
        unsafe bytes.withUnsafeBytes { unsafe Arrival($0) }
    }

    private static let requests: [[UInt8]] = [
        Peer.request([], keep: true),
        Peer.request([("NAME", "a")], body: Array("hello".utf8), keep: false),
        begin + Peer.record(4, short + long + short) + end + Peer.record(5, [1, 2]) + Peer.record(5, [3])
            + Peer.record(5, []),
        // Names, values and lengths go on in the next record.
        begin + (short + long).flatMap { Peer.record(4, [$0]) } + end + Peer.record(5, []),
        // Padding means nothing.
        begin + [1, 4, 0, 1, 0, 9, 3, 0] + short + [9, 9, 9] + end + Peer.record(5, []),
    ]

    @Test(arguments: requests) func `a request is whole when its last byte is there`(bytes: [UInt8]) {
        for count in bytes.indices { #expect(Self.arrival(Array(bytes[..<count])) == .partial) }
        #expect(Self.arrival(bytes) == .whole)
        // Only what has been answered can be followed by another request.
        #expect(Self.arrival(bytes + bytes) == .whole)
    }

    @Test(arguments: [
        Array("GET / HTTP/1.1\r\n\r\n".utf8),
        [2],
        Peer.record(9, []),
        Peer.record(4, short),
        // Another role, and a record that is too short for one.
        Peer.record(1, [0, 2, 1, 0, 0, 0, 0, 0]),
        Peer.record(1, [0, 1]),
        begin + begin,
        begin + Peer.record(5, []),
        begin + Peer.record(2, []),
        begin + [1, 4, 0, 2, 0, 0, 0, 0],
        begin + end + end,
        begin + end + [1, 5, 0, 2, 0, 0, 0, 0],
        begin + end + Peer.record(5, [1]) + Peer.record(4, []),
        // Parameters that end within a length, a name or a value.
        begin + Peer.record(4, [4]) + end,
        begin + Peer.record(4, [0x80, 0, 0]) + end,
        begin + Peer.record(4, [4, 3, 78]) + end,
        begin + Peer.record(4, long.dropLast()) + end,
        // As much memory as nobody has.
        begin + Peer.record(4, [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]),
        begin + Peer.record(4, [0x80, 1, 0x20, 0, 1]),
    ]) func `what cannot become a request is wrong`(bytes: [UInt8]) {
        #expect(Self.arrival(bytes) == .wrong)
    }

    @Test func `a part of a long body is enough`() {
        let bytes =
            Self.begin + Peer.record(4, Self.short) + Self.end + Peer.record(5, [UInt8](repeating: 120, count: 60_000))
        #expect(Self.arrival(Array(bytes.prefix(Arrival.enough - 1))) == .partial)
        #expect(Self.arrival(Array(bytes.prefix(Arrival.enough))) == .whole)
    }

    @Test func `parameters without end are wrong`() {
        let piece = Peer.record(4, Array([[UInt8]](repeating: Self.long, count: 200).joined()))
        let bytes = Self.begin + piece + piece
        #expect(Self.arrival(Array(bytes.prefix(Arrival.capacity - 1))) == .partial)
        #expect(Self.arrival(Array(bytes.prefix(Arrival.capacity))) == .wrong)
        // Nor do records without content end.
        let empty = [[UInt8]](repeating: Peer.record(4, Self.short), count: Arrival.capacity).joined()
        #expect(Self.arrival(Array((Self.begin + empty).prefix(Arrival.capacity))) == .wrong)
    }
}
