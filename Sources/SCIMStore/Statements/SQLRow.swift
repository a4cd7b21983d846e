internal import CSQLite
internal import SCIM

/// The row a statement is at; it is only valid until the statement goes on.
@safe struct SQLRow {
    private let statement: OpaquePointer

    init(_ statement: OpaquePointer) {
        unsafe self.statement = statement
    }

    func isNull(_ column: Int32) -> Bool {
        unsafe sqlite3_column_type(statement, column) == SQLITE_NULL
    }

    func integer(_ column: Int32) -> Int64 {
        unsafe sqlite3_column_int64(statement, column)
    }

    func text(_ column: Int32) -> String {
        guard let start = unsafe sqlite3_column_text(statement, column) else { return "" }
        let count = unsafe Int(sqlite3_column_bytes(statement, column))
        return unsafe String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    }

    /// The bytes of text or of a blob.
    func bytes(_ column: Int32) -> [UInt8] {
        guard let start = unsafe sqlite3_column_blob(statement, column) else { return [] }
        let count = unsafe Int(sqlite3_column_bytes(statement, column))
        return unsafe Array(UnsafeRawBufferPointer(start: start, count: count))
    }

    /// How many bytes text or a blob has.
    func size(_ column: Int32) -> Int {
        unsafe Int(sqlite3_column_bytes(statement, column))
    }

    /// Gives `body` the bytes of text or of a blob where they lie, which must not read the column meanwhile.
    func withBytes(_ column: Int32, _ body: (Span<UInt8>) -> Void) {
        // Found once, and not for each of the two.
        let value = unsafe sqlite3_column_value(statement, column)
        let start = unsafe sqlite3_value_blob(value)?.assumingMemoryBound(to: UInt8.self)
        let count = unsafe Int(sqlite3_value_bytes(value))
        body(unsafe UnsafeBufferPointer(start: start, count: count).span)
    }

    func instant(_ column: Int32) -> DateTime {
        DateTime(microseconds: integer(column))
    }

    func optional<Value>(_ column: Int32, _ read: (Int32) -> Value) -> Value? {
        isNull(column) ? nil : read(column)
    }
}
