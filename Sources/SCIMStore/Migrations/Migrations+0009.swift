extension Migrations {
    /// What stands behind the document of a resource in each answer, without being made anew for each.
    ///
    /// - `resource.ending` is the end of what a plain GET sends, from the identifier in `meta.location` on. It tells
    ///   once more what `id`, `type`, `created`, `lastModified` and `version` do: who changes one of these changes it too.
    static func storeEndings(_ db: SQLConnection) throws {
        try db.execute(
            sql: """
                ALTER TABLE resource ADD COLUMN ending TEXT NOT NULL DEFAULT '';
                UPDATE resource SET ending = id || '","resourceType":' || json_quote(type)
                    || ',"created":"' || \(time("created")) || '","lastModified":"' || \(time("lastModified"))
                    || '","version":"W/\\"' || version || '\\""}}';
                """
        )
    }

    /// A time as `meta` has it.
    private static func time(_ column: String) -> String {
        """
        strftime('%Y-%m-%dT%H:%M:%S', \(column) / 1000000, 'unixepoch') || printf('.%03dZ', \(column) / 1000 % 1000)
        """
    }
}
