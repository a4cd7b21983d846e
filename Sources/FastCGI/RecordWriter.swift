internal import CFCGI
internal import Glibc

/// Writes large answers into a connection as records of their own.
///
/// libfcgi cuts an answer into pieces of 8 KiB, each copied and written by itself; a page of resources has a dozen.
struct RecordWriter {
    /// How much a record holds at most without padding: a multiple of eight.
    private static let maximumContent = 65_528

    /// The connection.
    let descriptor: Int32
    /// The number of the request that is answered.
    let requestID: Int32

    /// How many records are written at a time, 1 MiB: the web server wakes for each write.
    private static let maximumCount = 16

    /// Writes two parts of an answer behind each other; says whether all of it could be written.
    ///
    /// The first part must be shorter than a record.
    func write(_ head: UnsafeRawBufferPointer, _ body: UnsafeRawBufferPointer) -> Bool {
        unsafe withUnsafeTemporaryAllocation(of: UInt64.self, capacity: Self.maximumCount) { headers in
            unsafe withUnsafeTemporaryAllocation(of: iovec.self, capacity: 2 * Self.maximumCount + 1) { parts in
                var (head, rest) = unsafe (head, body[...])
                repeat {
                    var (records, count) = (0, 0)
                    func append(_ bytes: UnsafeRawBufferPointer) {
                        unsafe parts[count] = iovec(bytes)
                        count += 1
                    }
                    while records < Self.maximumCount, unsafe !(head.isEmpty && rest.isEmpty) {
                        let content = unsafe rest.prefix(Self.maximumContent - head.count)
                        unsafe headers[records] = header(contentLength: head.count + content.count)
                        unsafe append(UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: headers[records...records])))
                        if unsafe !head.isEmpty { unsafe append(head) }
                        unsafe append(UnsafeRawBufferPointer(rebasing: content))
                        unsafe head = UnsafeRawBufferPointer(start: nil, count: 0)
                        unsafe rest = rest.dropFirst(content.count)
                        records += 1
                    }
                    guard unsafe writeAll(UnsafeMutableBufferPointer(rebasing: parts[..<count])) else { return false }
                } while unsafe !rest.isEmpty
                return true
            }
        }
    }

    /// The header of a record of the answer (FastCGI 1.0 §3.3), as it lies in memory.
    private func header(contentLength: Int) -> UInt64 {
        let start = UInt64(FCGI_VERSION_1) << 56 | UInt64(FCGI_STDOUT) << 48
        let requestID = UInt64(UInt16(truncatingIfNeeded: requestID)) << 32
        return (start | requestID | UInt64(contentLength) << 16).bigEndian
    }

    /// Writes all parts, however often the system takes less of them; changes what they say.
    private func writeAll(_ parts: UnsafeMutableBufferPointer<iovec>) -> Bool {
        var first = 0
        while first < parts.count {
            let written = unsafe writev(descriptor, parts.baseAddress?.advanced(by: first), Int32(parts.count - first))
            guard written >= 0 || errno == EINTR else { return false }
            var count = max(0, written)
            while first < parts.count, unsafe count >= parts[first].iov_len {
                unsafe count -= parts[first].iov_len
                first += 1
            }
            guard first < parts.count else { break }
            unsafe parts[first].iov_base = parts[first].iov_base?.advanced(by: count)
            unsafe parts[first].iov_len -= count
        }
        return true
    }
}

extension iovec {
    fileprivate init(_ bytes: UnsafeRawBufferPointer) {
        unsafe self.init(iov_base: UnsafeMutableRawPointer(mutating: bytes.baseAddress), iov_len: bytes.count)
    }
}
