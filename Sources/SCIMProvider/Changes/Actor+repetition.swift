internal import SCIM

// nginx sends a request once more when a kept connection closes under it. What was done then is not done again, and is
// not answered as if somebody else had done it.
extension Actor {
    /// Within how many seconds nginx repeats a request: it waits no longer for an answer.
    private static let repetitionTime: Int64 = 120

    /// Whether this very request has already created, changed or deleted a resource.
    func isRepeated(on id: String, _ reader: any ResourceReader) throws -> Bool {
        guard let requestID else { return false }
        let start = DateTime(microseconds: time.microseconds - Self.repetitionTime * 1_000_000)
        return try reader.isChanged(id, by: requestID, since: start)
    }
}
