/// Why a backup is not put in the place of a database; the database is as it was.
package enum RestoreError: Error, Hashable, Sendable {
    case inUse(String)
    case sameFile(String)
    case noDatabase(path: String, reason: String)
    case notWhole(path: String, findings: [String])
}

extension RestoreError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .inUse(let path):
            "nothing was changed, for the database '\(path)' is open: stop scimd and whatever else reads it, then repeat "
                + "the command"
        case .sameFile(let path):
            "'\(path)' is the database itself: name the backup, and the database by --database"
        case .noDatabase(let path, let reason):
            "nothing was changed, for '\(path)' cannot be read as a backup: \(reason)"
        case .notWhole(let path, let findings):
            "nothing was changed, for the backup '\(path)' is damaged:\n" + findings.joined(separator: "\n")
        }
    }
}
