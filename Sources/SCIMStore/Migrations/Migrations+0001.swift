extension Migrations {
    /// Networks with tokens, resources with the values that filters look up, and the journal.
    ///
    /// - `resource.document` is what a plain GET sends, but for `meta`, which is made of the other columns.
    /// - `value` holds case-folded text, whole numbers, 0 and 1, or microseconds since 1970, by the attribute's type. It
    ///   is its own index, and has no foreign key because a resource's rows are computed from its document.
    /// - `member` is the members of groups, never part of a document: one more costs the same in every group.
    ///   Members are named by their identifiers, because clients may name somebody before they create them.
    /// - `tally` counts the resources of a type, which `totalResults` needs with every list.
    /// - `journal.before` is the document before the change, so each state is kept once: what it was after a change is
    ///   what it was before the next one, or what it is now. `journal.members` is who came and who went.
    /// - `secret.cursor` is the key that seals cursors, the same for all processes.
    static func createFirstTables(_ db: SQLConnection) throws {
        try db.execute(
            sql: """
                CREATE TABLE network (
                    key INTEGER PRIMARY KEY,
                    name TEXT NOT NULL UNIQUE COLLATE NOCASE,
                    created INTEGER NOT NULL,
                    settings TEXT NOT NULL DEFAULT '{}'
                ) STRICT;

                CREATE TABLE token (
                    id INTEGER PRIMARY KEY AUTOINCREMENT,
                    network INTEGER NOT NULL REFERENCES network (key),
                    hash BLOB NOT NULL UNIQUE,
                    label TEXT NOT NULL,
                    created INTEGER NOT NULL,
                    expires INTEGER,
                    revoked INTEGER,
                    lastUsed INTEGER
                ) STRICT;
                CREATE INDEX token_network ON token (network);

                CREATE TABLE resource (
                    key INTEGER PRIMARY KEY,
                    network INTEGER NOT NULL,
                    type TEXT NOT NULL,
                    id TEXT NOT NULL,
                    version INTEGER NOT NULL,
                    created INTEGER NOT NULL,
                    lastModified INTEGER NOT NULL,
                    document TEXT NOT NULL,
                    unsent TEXT
                ) STRICT;
                CREATE UNIQUE INDEX resource_id ON resource (network, id);
                CREATE INDEX resource_type ON resource (network, type);

                CREATE TABLE attribute (
                    key INTEGER PRIMARY KEY,
                    type TEXT NOT NULL,
                    path TEXT NOT NULL,
                    UNIQUE (type, path)
                ) STRICT;

                CREATE TABLE value (
                    network INTEGER NOT NULL,
                    attribute INTEGER NOT NULL,
                    value ANY NOT NULL,
                    resource INTEGER NOT NULL,
                    PRIMARY KEY (network, attribute, value, resource)
                ) STRICT, WITHOUT ROWID;

                CREATE TABLE member (
                    groupKey INTEGER NOT NULL,
                    memberID TEXT NOT NULL,
                    network INTEGER NOT NULL,
                    display TEXT,
                    PRIMARY KEY (groupKey, memberID)
                ) STRICT, WITHOUT ROWID;
                CREATE INDEX member_member ON member (network, memberID);

                CREATE TABLE tally (
                    network INTEGER NOT NULL,
                    type TEXT NOT NULL,
                    count INTEGER NOT NULL,
                    PRIMARY KEY (network, type)
                ) STRICT, WITHOUT ROWID;

                CREATE TABLE journal (
                    seq INTEGER PRIMARY KEY AUTOINCREMENT,
                    network INTEGER NOT NULL,
                    time INTEGER NOT NULL,
                    token INTEGER,
                    request TEXT,
                    operation TEXT NOT NULL,
                    type TEXT NOT NULL,
                    resource TEXT NOT NULL,
                    version INTEGER NOT NULL,
                    before TEXT,
                    members TEXT
                ) STRICT;
                CREATE INDEX journal_resource ON journal (network, resource);

                CREATE TABLE secret (
                    name TEXT PRIMARY KEY,
                    value BLOB NOT NULL
                ) STRICT, WITHOUT ROWID;
                INSERT INTO secret (name, value) VALUES ('cursor', randomblob(32));
                """
        )
    }
}
