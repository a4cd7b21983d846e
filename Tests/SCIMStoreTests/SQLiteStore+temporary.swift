internal import Logging

@testable internal import SCIMStore

extension SQLiteStore {
    /// A store with a file of its own.
    static func temporary() throws -> SQLiteStore {
        let path = "/tmp/scimd-test-\(UInt64.random(in: 0 ... .max)).db"
        return try SQLiteStore(path: path, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }
}
