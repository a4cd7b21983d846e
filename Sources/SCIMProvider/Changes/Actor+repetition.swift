internal import SCIM

// nginx sends a request once more when a kept connection closes under it. What was done then is not done again, and is
// not answered as if somebody else had done it.
extension Actor {
    /// Whether this very request has already created, changed or deleted a resource.
    func isRepeated(on id: String, _ reader: any ResourceReader) throws -> Bool {
        guard let requestID else { return false }
        return try reader.isChanged(id, by: requestID)
    }
}
