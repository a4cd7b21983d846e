internal import CSQLite

/// Gathers what SQLite writes into a write-ahead log, and writes it at once when it is synced.
///
/// SQLite writes each page of a transaction by two calls, which cost more than the copy here does. Only the connection
/// that writes reads the log before it has synced it, and it does so through this buffer.
@safe final class LogBuffer {
    /// How many bytes are held at most: SQLite's calls take no more at once.
    private static let limit = 0x1FFFF

    /// The methods that SQLite is to call for the file.
    let buffered: UnsafeMutablePointer<sqlite3_io_methods>
    private let methods: UnsafePointer<sqlite3_io_methods>
    private var bytes: [UInt8] = []
    /// Where in the file the bytes belong.
    private var start: sqlite3_int64 = 0

    /// Makes a buffer for a file that `methods` read and write.
    init(_ methods: UnsafePointer<sqlite3_io_methods>) {
        unsafe self.methods = methods
        unsafe buffered = .allocate(capacity: 1)
        unsafe buffered.initialize(to: methods.pointee)
        unsafe Self.replaceMethods(of: &buffered.pointee)
    }

    deinit {
        unsafe buffered.deallocate()
    }

    private func write(
        _ file: UnsafeMutablePointer<sqlite3_file>,
        _ data: UnsafeRawBufferPointer,
        at offset: sqlite3_int64
    ) -> Int32 {
        if offset != start + sqlite3_int64(bytes.count) || bytes.count + data.count > Self.limit {
            let status = unsafe flush(file)
            guard status == SQLITE_OK else { return status }
            start = offset
        }
        unsafe bytes.append(contentsOf: data)
        return SQLITE_OK
    }

    /// Writes what is held; after a failure it is held no longer, for SQLite takes the transaction back.
    private func flush(_ file: UnsafeMutablePointer<sqlite3_file>) -> Int32 {
        guard !bytes.isEmpty else { return SQLITE_OK }
        defer {
            start += sqlite3_int64(bytes.count)
            bytes.removeAll(keepingCapacity: true)
        }
        return unsafe bytes.withUnsafeBytes { buffer in
            unsafe methods.pointee.xWrite(file, buffer.baseAddress, Int32(buffer.count), start)
        }
    }
}

// SQLite's calls, each of which names the file.
extension LogBuffer {
    private typealias File = UnsafeMutablePointer<sqlite3_file>

    private static func replaceMethods(of methods: inout sqlite3_io_methods) {
        unsafe methods.xWrite = { file, data, count, offset in
            guard let file = unsafe file else { return SQLITE_IOERR }
            let data = unsafe UnsafeRawBufferPointer(start: data, count: Int(count))
            return unsafe LogBuffer.of(file).write(file, data, at: offset)
        }
        unsafe methods.xRead = { file, data, count, offset in
            unsafe LogBuffer.afterFlush(file) { unsafe $1.xRead($0, data, count, offset) }
        }
        unsafe methods.xSync = { file, flags in
            unsafe LogBuffer.afterFlush(file) { unsafe $1.xSync($0, flags) }
        }
        unsafe methods.xTruncate = { file, size in
            unsafe LogBuffer.afterFlush(file) { unsafe $1.xTruncate($0, size) }
        }
        unsafe methods.xFileSize = { file, size in
            unsafe LogBuffer.afterFlush(file) { unsafe $1.xFileSize($0, size) }
        }
        unsafe methods.xClose = { file in
            guard let file = unsafe file else { return SQLITE_IOERR }
            let buffer = unsafe LogFileSystem.buffer(of: file).pointee.takeRetainedValue()
            let flushed = unsafe buffer.flush(file)
            let closed = unsafe buffer.methods.pointee.xClose(file)
            return closed == SQLITE_OK ? flushed : closed
        }
    }

    private static func afterFlush(_ file: File?, _ body: (File, sqlite3_io_methods) -> Int32) -> Int32 {
        guard let file = unsafe file else { return SQLITE_IOERR }
        let buffer = unsafe of(file)
        let status = unsafe buffer.flush(file)
        return status == SQLITE_OK ? unsafe body(file, buffer.methods.pointee) : status
    }

    private static func of(_ file: File) -> LogBuffer {
        unsafe LogFileSystem.buffer(of: file).pointee.takeUnretainedValue()
    }
}
