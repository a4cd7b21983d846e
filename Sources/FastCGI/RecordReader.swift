internal import CFCGI

/// Goes through the records in some bytes (FastCGI 1.0 §3.3).
@safe struct RecordReader {
    @safe struct Record {
        let type: Int32
        let requestID: Int
        let content: UnsafeRawBufferPointer
    }

    private static let headerLength = 8

    private let bytes: UnsafeRawBufferPointer
    private var position = 0
    /// Whether the reader has ended because what follows is of another version of the protocol.
    private(set) var isWrong = false

    init(_ bytes: UnsafeRawBufferPointer) {
        unsafe self.bytes = bytes
    }

    /// The next record, or `nil` when the bytes end within it.
    mutating func next() -> Record? {
        let rest = unsafe UnsafeRawBufferPointer(rebasing: bytes[position...])
        if let version = unsafe rest.first, version != FCGI_VERSION_1 { isWrong = true }
        guard !isWrong, rest.count >= Self.headerLength else { return nil }
        let length = unsafe Int(rest[4]) << 8 | Int(rest[5])
        let end = unsafe Self.headerLength + length + Int(rest[6])
        guard rest.count >= end else { return nil }
        position += end
        return unsafe Record(
            type: Int32(rest[1]),
            requestID: Int(rest[2]) << 8 | Int(rest[3]),
            content: UnsafeRawBufferPointer(rebasing: rest[Self.headerLength..<Self.headerLength + length])
        )
    }
}
