internal import GRDB

/// The shapes the database has had, oldest first; a shape that was released is never edited.
enum Migrations {
    static let migrator: DatabaseMigrator = {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 networks, resources, journal", migrate: createFirstTables)
        migrator.registerMigration("2 definitions of resource types, resources of tokens", migrate: addDefinitions)
        migrator.registerMigration("3 fewer pages for each write, eras of tokens", migrate: writeFewerPages)
        migrator.registerMigration("4 refused requests", migrate: tellRefusals)
        migrator.registerMigration("5 views of the application", migrate: addViews)
        migrator.registerMigration("6 keys of networks that are given once", migrate: giveKeysOnce)
        migrator.registerMigration("7 where the changes of a network begin", migrate: noteStarts)
        return migrator
    }()
}
