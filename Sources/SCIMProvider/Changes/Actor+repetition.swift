internal import SCIM

// nginx sends a request once more when a kept connection closes under it. What was done then is not done again, and is
// not answered as if somebody else had done it.
extension Actor {
    /// Within how many seconds nginx repeats a request: it waits no longer for an answer.
    private static let repetitionTime: Int64 = 120

    /// Whether this very request has already created or changed a resource.
    func isRepeated(on stored: StoredResource, _ reader: any ResourceReader) throws -> Bool {
        // What was last changed before that needs no look into the journal.
        guard stored.meta.lastModified >= repetitionStart else { return false }
        return try isRepeated(on: stored.id, reader)
    }

    /// Whether this very request has already created, changed or deleted a resource.
    func isRepeated(on id: String, _ reader: any ResourceReader) throws -> Bool {
        guard let requestID else { return false }
        return try reader.isChanged(id, by: requestID, since: repetitionStart)
    }

    private var repetitionStart: DateTime {
        DateTime(microseconds: time.microseconds - Self.repetitionTime * 1_000_000)
    }
}
