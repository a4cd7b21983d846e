internal import SCIM
internal import Synchronization

/// Hashes the passwords of one request, as many as it may set.
final class PasswordBudget: Sendable {
    private let limit: Int
    private let used = Atomic(0)

    init(limit: Int) {
        self.limit = limit
    }

    /// The hash that is kept in place of a password.
    func hash(_ password: String) throws(SCIMError) -> String {
        guard used.wrappingAdd(1, ordering: .relaxed).newValue <= limit else {
            throw .tooMany("a request may set \(limit) passwords: send the rest in another request")
        }
        return PasswordHash.make(password)
    }
}
