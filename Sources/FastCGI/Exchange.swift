internal import CFCGI

/// One request and its answer; it is only there while the handler runs.
@safe package struct Exchange: ~Copyable {
    private let request: UnsafeMutablePointer<FCGX_Request>

    init(_ request: UnsafeMutablePointer<FCGX_Request>) {
        unsafe self.request = request
    }

    /// The value of a parameter, or `nil` when the web server sent none or an empty one; what is not UTF-8 is repaired.
    package func parameter(_ name: StaticString) -> String? {
        let start = unsafe UnsafeRawPointer(name.utf8Start).assumingMemoryBound(to: CChar.self)
        guard let value = unsafe FCGX_GetParam(start, request.pointee.envp), unsafe value.pointee != 0 else {
            return nil
        }
        return unsafe String(cString: value)
    }

    /// The whole body.
    ///
    /// A body over the limit is not given; its connection is closed behind the answer.
    package func readBody(limit: Int) throws(FastCGIError) -> [UInt8] {
        guard let text = parameter("CONTENT_LENGTH") else { return [] }
        guard let length = Int(text), length >= 0 else { throw .bodyLengthInvalid(text) }
        guard length <= limit else {
            unsafe request.pointee.keepConnection = 0
            throw .bodyTooLarge(limit: limit)
        }
        let body = unsafe [UInt8](unsafeUninitializedCapacity: length) { buffer, count in
            let start = unsafe UnsafeMutableRawPointer(buffer.baseAddress)?.assumingMemoryBound(to: CChar.self)
            unsafe count = Int(FCGX_GetStr(start, Int32(length), request.pointee.in))
        }
        guard body.count == length else { throw .bodyIncomplete }
        return body
    }

    /// Sends a part of the answer, of which the first lines are header fields as CGI writes them (RFC 3875 §6).
    package func write(_ bytes: [UInt8]) {
        unsafe bytes.withUnsafeBytes { buffer in
            guard let start = unsafe buffer.baseAddress?.assumingMemoryBound(to: CChar.self) else { return }
            unsafe FCGX_PutStr(start, Int32(buffer.count), request.pointee.out)
        }
    }
}
