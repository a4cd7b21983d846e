extension Migrations {
    /// Resource types of networks, and tokens that belong to a resource.
    ///
    /// - `definition` holds Schema and ResourceType documents, for one network or, without one, for all. A change makes
    ///   a new row, whose key was never used before.
    /// - `attribute.form` tells attributes of one name apart that two networks define differently.
    /// - `token.resource` is the identifier of the resource that `/Me` means.
    static func addDefinitions(_ db: SQLConnection) throws {
        try db.execute(
            sql: """
                CREATE TABLE definition (
                    key INTEGER PRIMARY KEY AUTOINCREMENT,
                    network INTEGER UNIQUE,
                    documents TEXT NOT NULL
                ) STRICT;

                ALTER TABLE attribute RENAME TO oldAttribute;
                CREATE TABLE attribute (
                    key INTEGER PRIMARY KEY,
                    type TEXT NOT NULL,
                    path TEXT NOT NULL,
                    form TEXT NOT NULL,
                    UNIQUE (type, path, form)
                ) STRICT;
                INSERT INTO attribute SELECT key, type, path, CASE
                    WHEN path = 'externalId' THEN 'exact'
                    WHEN path LIKE '%:manager.value' THEN 'exact'
                    WHEN path = 'meta.lastModified' THEN 'instant'
                    WHEN path = 'active' THEN 'boolean'
                    ELSE 'folded'
                END FROM oldAttribute;
                DROP TABLE oldAttribute;

                ALTER TABLE token ADD COLUMN resource TEXT;

                DELETE FROM member WHERE network NOT IN (SELECT key FROM network);
                """
        )
    }
}
