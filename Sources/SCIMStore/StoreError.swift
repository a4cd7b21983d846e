internal import CSQLite
internal import SCIM

/// Why a database cannot be used at all.
package enum StoreError: Error, Hashable, Sendable {
    case cannotOpen(path: String, reason: String)
    case madeByNewerVersion(path: String)
    case cannotUse(path: String, reason: String)
    case cannotBackUp(path: String, reason: String)
    case isAway(path: String)
}

extension StoreError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .cannotOpen(let path, let reason):
            "the database '\(path)' cannot be opened: \(reason)"
        case .cannotUse(let path, let reason):
            "nothing was done, for the database '\(path)' cannot be used now: \(reason). If another program holds it, wait "
                + "and repeat the command; otherwise see whether the disk is full or the file may be written"
        case .cannotBackUp(let path, let reason):
            "no backup was written to '\(path)': \(reason)"
        case .isAway(let path):
            "nothing was written, for the file '\(path)' is not the one that scimd has open: put that back, or stop scimd, see "
                + "to it that the database is in place, and start it again"
        case .madeByNewerVersion(let path):
            "the database '\(path)' was written by a newer scimd: install that version or restore a backup"
        }
    }
}

extension StoreError {
    /// Runs `body` on a database, and gives what SQLite reports the form that an operator can act on.
    static func withReasons<Result>(_ path: String, _ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let error as SQLError {
            throw cannotUse(path: path, reason: error.message)
        }
    }
}

extension SCIMError {
    /// What a client is told when there is no better to tell.
    static let unreachable = unavailable("the service cannot reach its data now: repeat the request as it is")
}

extension SQLError {
    /// What a client is told: the request can be repeated, for nothing of it was done.
    var asUnavailable: SCIMError {
        switch primaryCode {
        case SQLITE_BUSY, SQLITE_LOCKED:
            .unavailable("the service is busy with other changes: repeat the request as it is")
        case SQLITE_FULL:
            .unavailable(
                "the service has no room to store anything now; its operator must free some. Repeat the request"
            )
        case SQLITE_READONLY:
            .unavailable(
                "the service cannot write now; its operator must make the database writable. Repeat the request"
            )
        default:
            .unreachable
        }
    }
}
