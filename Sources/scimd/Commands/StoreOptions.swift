internal import ArgumentParser
internal import Foundation
internal import Logging
internal import SCIM
internal import SCIMStore

/// Which database a command works on.
struct StoreOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The SQLite database; it is made when it does not exist.",
            discussion: "Without the option, the environment variable SCIMD_DATABASE names it.",
            valueName: "file"
        )
    )
    var database: String?

    /// The path of the database, from the option or the environment.
    func path() throws -> String {
        if let database, !database.isEmpty { return database }
        if let path = ProcessInfo.processInfo.environment["SCIMD_DATABASE"], !path.isEmpty { return path }
        throw ValidationError("no database is named: give --database FILE or set SCIMD_DATABASE")
    }

    /// Opens the database; what the program writes from here on is for its own user alone.
    func open(logger: Logger = Logger(label: "scimd")) throws -> SQLiteStore {
        umask(0o077)
        return try SQLiteStore(path: path(), logger: logger)
    }
}
