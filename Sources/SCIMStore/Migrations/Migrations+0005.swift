extension Migrations {
    /// Views for the application behind the service, and what there is to know of changes that are no longer kept.
    ///
    /// - `users`, `groups` and `members` are promised to applications (ApplicationViews in the documentation): columns may
    ///   be added, none is renamed or taken away. They are made of documents, in which nothing is that is never returned.
    /// - `retention.seq` is the highest number of a change of a network that was deleted from the journal.
    /// - `restoration` has a row for each backup that was put in place: `last` was the latest change in it, and numbers
    ///   up to `next` may have been given to changes that are lost.
    static func addViews(_ db: SQLConnection) throws {
        try db.execute(
            sql: """
                CREATE TABLE retention (
                    network INTEGER PRIMARY KEY,
                    seq INTEGER NOT NULL
                ) STRICT;

                CREATE TABLE restoration (
                    last INTEGER NOT NULL,
                    next INTEGER NOT NULL
                ) STRICT;

                CREATE VIEW users AS
                SELECT
                    network.name AS network,
                    resource.id AS id,
                    resource.document ->> '$.userName' AS userName,
                    resource.document ->> '$.externalId' AS externalId,
                    coalesce(resource.document ->> '$.active', 1) AS active,
                    resource.document ->> '$.displayName' AS displayName,
                    resource.document ->> '$.name.givenName' AS givenName,
                    resource.document ->> '$.name.familyName' AS familyName,
                    (
                        SELECT email.value ->> '$.value' FROM json_each(resource.document, '$.emails') AS email
                        WHERE email.value ->> '$.type' = 'work' COLLATE NOCASE
                        ORDER BY email.value ->> '$.primary' DESC, email.key LIMIT 1
                    ) AS workEmail,
                    resource.document ->> '$.title' AS title,
                    resource.document ->> '$.\(enterprise).department' AS department,
                    resource.document ->> '$.\(enterprise).employeeNumber' AS employeeNumber,
                    resource.document ->> '$.\(enterprise).manager.value' AS managerId,
                    \(time("created")) AS created,
                    \(time("lastModified")) AS lastModified,
                    resource.document AS document
                FROM network JOIN resource ON resource.network = network.key
                WHERE resource.type = 'User';

                CREATE VIEW groups AS
                SELECT
                    network.name AS network,
                    resource.id AS id,
                    resource.document ->> '$.externalId' AS externalId,
                    resource.document ->> '$.displayName' AS displayName,
                    \(time("created")) AS created,
                    \(time("lastModified")) AS lastModified,
                    resource.document AS document
                FROM network JOIN resource ON resource.network = network.key
                WHERE resource.type = 'Group';

                CREATE VIEW members AS
                SELECT
                    network.name AS network,
                    resource.id AS groupId,
                    resource.document ->> '$.displayName' AS groupName,
                    member.memberID AS memberId,
                    named.type AS memberType,
                    named.document ->> '$.userName' AS userName
                FROM network JOIN resource ON resource.network = network.key
                JOIN member ON member.groupKey = resource.key
                LEFT JOIN resource AS named ON named.network = member.network AND named.id = member.memberID
                WHERE resource.type = 'Group';
                """
        )
    }

    private static let enterprise = #""urn:ietf:params:scim:schemas:extension:enterprise:2.0:User""#

    /// A time as `meta` has it.
    private static func time(_ column: String) -> String {
        """
        strftime('%Y-%m-%dT%H:%M:%S', resource.\(column) / 1000000, 'unixepoch')
            || printf('.%03dZ', resource.\(column) / 1000 % 1000)
        """
    }
}
