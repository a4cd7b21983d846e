internal import CSQLite
internal import Glibc

/// SQLite's file system (VFS) with a `LogBuffer` for each write-ahead log; all other files are the default's own.
enum LogFileSystem {
    /// The name by which connections ask for it.
    static let name = "scimd"

    /// Makes it known to SQLite, once in a process; says whether it is.
    static let isRegistered: Bool = {
        guard let original = unsafe sqlite3_vfs_find(nil) else { return false }
        // SQLite keeps both as long as the process runs.
        let system = UnsafeMutablePointer<sqlite3_vfs>.allocate(capacity: 1)
        unsafe system.initialize(to: original.pointee)
        unsafe system.pointee.pNext = nil
        unsafe system.pointee.zName = UnsafePointer(strdup(name))
        unsafe system.pointee.szOsFile = Int32(slot + MemoryLayout<Int>.size)
        unsafe system.pointee.xOpen = { _, path, file, flags, outFlags in
            unsafe LogFileSystem.open(path, file, flags, outFlags)
        }
        return unsafe sqlite3_vfs_register(system, 0) == SQLITE_OK
    }()

    /// The buffer of an open log, which lies behind what the default keeps of a file.
    static func buffer(
        of file: UnsafeMutablePointer<sqlite3_file>
    ) -> UnsafeMutablePointer<Unmanaged<LogBuffer>> {
        unsafe UnsafeMutableRawPointer(file).advanced(by: slot).assumingMemoryBound(to: Unmanaged<LogBuffer>.self)
    }

    private static let slot: Int = {
        let alignment = MemoryLayout<Int>.alignment
        let size = unsafe Int(sqlite3_vfs_find(nil)?.pointee.szOsFile ?? 0)
        return (size + alignment - 1) / alignment * alignment
    }()

    private static func open(
        _ path: UnsafePointer<CChar>?,
        _ file: UnsafeMutablePointer<sqlite3_file>?,
        _ flags: Int32,
        _ outFlags: UnsafeMutablePointer<Int32>?
    ) -> Int32 {
        guard let original = unsafe sqlite3_vfs_find(nil), let file = unsafe file else { return SQLITE_CANTOPEN }
        let status = unsafe original.pointee.xOpen(original, path, file, flags, outFlags)
        guard status == SQLITE_OK, flags & SQLITE_OPEN_WAL != 0, let methods = unsafe file.pointee.pMethods else {
            return status
        }
        let buffer = unsafe LogBuffer(methods)
        unsafe Self.buffer(of: file).initialize(to: Unmanaged.passRetained(buffer))
        unsafe file.pointee.pMethods = UnsafePointer(buffer.buffered)
        return SQLITE_OK
    }
}
