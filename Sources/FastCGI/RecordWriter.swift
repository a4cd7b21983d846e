internal import CFCGI
internal import Glibc

/// Writes large answers into a connection as records of their own.
///
/// libfcgi cuts an answer into pieces of 8 KiB, each copied and written by itself; a page of resources has a dozen.
@safe struct RecordWriter {
    /// How much a record holds at most without padding: a multiple of eight.
    private static let maximumContent = 65_528

    private let descriptor: Int32
    private let requestID: Int32

    init(_ request: UnsafeMutablePointer<FCGX_Request>) {
        unsafe descriptor = request.pointee.ipcFd
        unsafe requestID = request.pointee.requestId
    }

    /// Writes two parts of an answer behind each other; says whether all of it could be written.
    func write(_ head: UnsafeRawBufferPointer, _ body: UnsafeRawBufferPointer) -> Bool {
        var head = unsafe head
        var rest = unsafe body[...]
        repeat {
            let content = unsafe rest.prefix(Self.maximumContent - head.count)
            unsafe rest = rest.dropFirst(content.count)
            let isWritten = unsafe header(contentLength: head.count + content.count)
                .withUnsafeBytes { header in
                    unsafe writeAll(header, head, UnsafeRawBufferPointer(rebasing: content))
                }
            guard isWritten else { return false }
            unsafe head = UnsafeRawBufferPointer(start: nil, count: 0)
        } while unsafe !rest.isEmpty
        return true
    }

    /// The header of a record of the answer (FastCGI 1.0 §3.3).
    private func header(contentLength: Int) -> [UInt8] {
        [
            UInt8(FCGI_VERSION_1), UInt8(FCGI_STDOUT),
            UInt8(truncatingIfNeeded: requestID >> 8), UInt8(truncatingIfNeeded: requestID),
            UInt8(truncatingIfNeeded: contentLength >> 8), UInt8(truncatingIfNeeded: contentLength),
            0, 0,
        ]
    }

    /// The corresponding C function is `writev`.
    private func writeAll(
        _ header: UnsafeRawBufferPointer,
        _ head: UnsafeRawBufferPointer,
        _ content: UnsafeRawBufferPointer
    ) -> Bool {
        unsafe withUnsafeTemporaryAllocation(of: iovec.self, capacity: 3) { parts in
            unsafe parts[0] = iovec(header)
            unsafe parts[1] = iovec(head)
            unsafe parts[2] = iovec(content)
            var first = 0
            while first < 3 {
                let written = unsafe writev(descriptor, parts.baseAddress?.advanced(by: first), Int32(3 - first))
                guard written >= 0 || errno == EINTR else { return false }
                var count = max(0, written)
                while first < 3, unsafe count >= parts[first].iov_len {
                    unsafe count -= parts[first].iov_len
                    first += 1
                }
                guard first < 3 else { break }
                unsafe parts[first].iov_base = parts[first].iov_base?.advanced(by: count)
                unsafe parts[first].iov_len -= count
            }
            return true
        }
    }
}

extension iovec {
    fileprivate init(_ bytes: UnsafeRawBufferPointer) {
        unsafe self.init(iov_base: UnsafeMutableRawPointer(mutating: bytes.baseAddress), iov_len: bytes.count)
    }
}
