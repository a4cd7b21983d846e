extension Migrations {
    /// Fewer pages for each write, and tokens that need not be read again after it.
    ///
    /// - `value` has no rows any more of what hardly anybody looks up: names and `active`.
    /// - `journal.seq` grows as long as the newest row is never deleted, without a second table that every change writes.
    /// - A resource names its latest row of the journal in `change`, and each row the one before it in `previous`, so the
    ///   journal needs no index, which every change would write at another place. `tombstone` does so for what is gone.
    /// - `era.number` changes with all that a secret token is checked against; triggers see to it, whoever changes it.
    static func writeFewerPages(_ db: SQLConnection) throws {
        try db.execute(
            sql: """
                DELETE FROM value WHERE attribute IN (SELECT key FROM attribute WHERE \(unindexedPaths));
                DELETE FROM attribute WHERE \(unindexedPaths);

                ALTER TABLE journal RENAME TO oldJournal;
                CREATE TABLE journal (
                    seq INTEGER PRIMARY KEY,
                    network INTEGER NOT NULL,
                    time INTEGER NOT NULL,
                    token INTEGER,
                    request TEXT,
                    operation TEXT NOT NULL,
                    type TEXT NOT NULL,
                    resource TEXT NOT NULL,
                    version INTEGER NOT NULL,
                    before TEXT,
                    members TEXT,
                    previous INTEGER
                ) STRICT;
                INSERT INTO journal
                SELECT *, lag(seq) OVER (PARTITION BY network, resource ORDER BY seq) FROM oldJournal ORDER BY seq;

                CREATE TABLE tombstone (
                    network INTEGER NOT NULL,
                    resource TEXT NOT NULL,
                    change INTEGER NOT NULL,
                    PRIMARY KEY (network, resource)
                ) STRICT, WITHOUT ROWID;
                INSERT INTO tombstone
                SELECT network, resource, seq FROM oldJournal WHERE operation = 'delete';

                ALTER TABLE resource ADD COLUMN change INTEGER NOT NULL DEFAULT 0;
                UPDATE resource SET change = coalesce((
                    SELECT max(seq) FROM oldJournal
                    WHERE oldJournal.network = resource.network AND oldJournal.resource = resource.id
                ), 0);
                DROP TABLE oldJournal;

                CREATE TABLE era (number INTEGER NOT NULL) STRICT;
                INSERT INTO era VALUES (1);
                """
        )
        for event in [
            "INSERT ON token", "DELETE ON token", "UPDATE OF network, hash, expires, revoked, resource ON token",
            "INSERT ON network", "DELETE ON network", "UPDATE ON network",
            "INSERT ON definition", "DELETE ON definition", "UPDATE ON definition",
        ] {
            let name = "era_" + event.lowercased().filter { $0.isLetter }
            try db.execute(
                sql: "CREATE TRIGGER \(name) AFTER \(event) BEGIN UPDATE era SET number = number + 1; END"
            )
        }
    }

    private static let unindexedPaths = """
        type = 'User' AND path IN ('name.familyName', 'name.givenName', 'displayName', 'active')
        """
}
