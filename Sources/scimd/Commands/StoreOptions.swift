internal import ArgumentParser
internal import Foundation
internal import Logging
internal import SCIM
internal import SCIMStore

/// Which database a command works on.
struct StoreOptions: ParsableArguments {
    /// The database of the service that the Debian package installs, in a directory that the package makes.
    private static let ofPackage = (directory: "/var/lib/scimd", file: "/var/lib/scimd/scimd.db")

    @Option(
        help: ArgumentHelp(
            "The SQLite database; 'serve' and 'network create' make one that does not exist.",
            discussion: """
                Without the option, the environment variable SCIMD_DATABASE names it; without that too, it is \
                /var/lib/scimd/scimd.db where the Debian package is installed.
                """,
            valueName: "file"
        )
    )
    var database: String?

    /// The path of the database, from the option, the environment or the package.
    func path() throws -> String {
        if let database, !database.isEmpty { return database }
        if let path = ProcessInfo.processInfo.environment["SCIMD_DATABASE"], !path.isEmpty { return path }
        if FileManager.default.fileExists(atPath: Self.ofPackage.directory) { return Self.ofPackage.file }
        throw ValidationError("no database is named: give --database FILE or set SCIMD_DATABASE")
    }

    /// Opens the database; what the program writes and remembers from here on is for its own user alone.
    ///
    /// A wrong path is no empty database: a backup of one would be found out on the day it is needed.
    func open(logger: Logger = Logger(label: "scimd"), makesMissing: Bool = false) throws -> SQLiteStore {
        Secrecy.begin()
        return try SQLiteStore(path: path(), logger: logger, makesMissing: makesMissing)
    }
}
