internal import CFCGI
internal import Glibc

/// One request and its answer, which must be finished once, on whatever thread.
///
/// `@unchecked`, because it belongs to whoever is to finish it, and to nobody afterwards.
@safe package struct Exchange: @unchecked Sendable {
    private let connection: Connection
    private let completion: @Sendable () -> Void

    init(_ connection: Connection, _ completion: @escaping @Sendable () -> Void) {
        self.connection = connection
        self.completion = completion
    }

    private var request: UnsafeMutablePointer<FCGX_Request> {
        unsafe connection.request
    }

    /// Sends what was written; the exchange is over with it.
    package func finish() {
        completion()
    }

    /// The values of parameters.
    ///
    /// All are looked for in one pass: libfcgi looks through the whole list for each name.
    package func parameters(_ names: ParameterNames) -> ParameterValues {
        var values = ParameterValues()
        guard var entry = unsafe request.pointee.envp else { return values }
        while let text = unsafe entry.pointee {
            unsafe entry += 1
            guard let separator = unsafe strchr(text, Int32(UInt8(ascii: "="))) else { continue }
            let name = unsafe UnsafeBufferPointer(start: text, count: separator - text)
            let value = unsafe separator + 1
            guard unsafe value.pointee != 0, let index = unsafe names.index(of: name) else { continue }
            unsafe values.set(value, at: index)
        }
        return values
    }

    /// The whole body, whose length is the value of `CONTENT_LENGTH`.
    ///
    /// A body over the limit is not given; its connection is closed behind the answer.
    package func readBody(length text: String?, limit: Int) throws(FastCGIError) -> [UInt8] {
        guard let text else { return [] }
        guard let length = Int(text), length >= 0 else { throw .bodyLengthInvalid(text) }
        guard length <= limit else {
            unsafe request.pointee.keepConnection = 0
            throw .bodyTooLarge(limit: limit)
        }
        guard length > 0 else { return [] }
        let body = unsafe [UInt8](unsafeUninitializedCapacity: length) { buffer, count in
            let start = unsafe UnsafeMutableRawPointer(buffer.baseAddress)?.assumingMemoryBound(to: CChar.self)
            count = connection.whileWaitingForPeer {
                unsafe Int(FCGX_GetStr(start, Int32(length), request.pointee.in))
            }
        }
        guard body.count == length else { throw .bodyIncomplete }
        return body
    }

    /// How much libfcgi gathers before it writes.
    private static let streamCapacity = 8_000

    /// Sends the answer: header fields as CGI writes them (RFC 3875 §6) with the empty line behind them, and the body.
    package func write(_ head: [UInt8], _ body: [UInt8] = []) {
        unsafe head.withUnsafeBytes { head in
            unsafe body.withUnsafeBytes { body in
                guard head.count + body.count > Self.streamCapacity else {
                    unsafe put(head)
                    return unsafe put(body)
                }
                let requestID = unsafe request.pointee.requestId
                let writer = RecordWriter(descriptor: connection.descriptor, requestID: requestID)
                let isWritten = connection.whileWaitingForPeer { unsafe writer.write(head, body) }
                if !isWritten { unsafe request.pointee.keepConnection = 0 }
            }
        }
    }

    private func put(_ bytes: UnsafeRawBufferPointer) {
        guard let start = unsafe bytes.baseAddress?.assumingMemoryBound(to: CChar.self) else { return }
        unsafe FCGX_PutStr(start, Int32(bytes.count), request.pointee.out)
    }
}
