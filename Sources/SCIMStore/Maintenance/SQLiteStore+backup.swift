extension SQLiteStore {
    /// Copies one state of the database into a new file, while others read and write; tells how many pages of how many
    /// are done.
    package func backUp(to file: NewFile, progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }) throws {
        do {
            try readers.withSnapshot { reader, _ in
                try DatabaseCopy.run(from: reader.connection, to: file.partialPath, progress)
            }
            try file.commit()
        } catch let error as SQLError {
            file.discard()
            throw StoreError.cannotBackUp(path: file.path, reason: error.message)
        } catch {
            file.discard()
            throw error
        }
    }
}
