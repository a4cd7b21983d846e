internal import GRDB

extension SQLiteStore {
    /// Copies one state of the database into a new file, while others read and write.
    package func backUp(to path: String) throws {
        do {
            try readers.withReader { try $0.connection.run("VACUUM INTO ?", [.text(path)]) }
        } catch let error as DatabaseError {
            throw StoreError.cannotBackUp(path: path, reason: error.message ?? "\(error.resultCode)")
        }
    }
}
