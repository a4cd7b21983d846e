internal import CSQLite

/// The index of the write-ahead log, in memory that all connections of all processes share.
///
/// SQLite documents its layout, which cannot change as long as processes with different versions share one database
/// (https://sqlite.org/walformat.html#the_wal_index_file_format).
@safe struct LogIndex {
    private let start: UnsafeRawPointer

    /// The index as a connection sees it, which it does once it has read anything; it lasts as long as the connection.
    init?(of connection: SQLConnection) {
        guard let start = unsafe CSQLite_logIndex(connection.handle) else { return nil }
        unsafe self.start = start
    }

    /// What is another one after each commit, and whenever more of the log has been carried over into the database.
    struct Mark: Equatable {
        fileprivate var words = SIMD8<UInt64>()

        /// How many pages the log has, which begins anew once all of them have been carried over.
        var logLength: Int {
            Int(UInt32(truncatingIfNeeded: words[2]))
        }

        /// Whether all of them have been.
        var isCarriedOver: Bool {
            words[6] >= UInt64(logLength)
        }
    }

    /// The mark of the present state: the header, which a commit writes last, and how much has been carried over.
    var mark: Mark {
        var mark = Mark()
        for word in 0..<6 { unsafe mark.words[word] = start.load(fromByteOffset: word * 8, as: UInt64.self) }
        unsafe mark.words[6] = UInt64(start.load(fromByteOffset: 96, as: UInt32.self))
        return mark
    }
}
