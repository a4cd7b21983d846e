/// The facts of `meta` that change with a resource (RFC 7643 §3.1).
package struct Meta: Hashable, Sendable {
    package var created: DateTime
    package var lastModified: DateTime
    /// How often the resource has been written, from 1; the entity tag is made of it.
    package var version: Int

    package init(created: DateTime, lastModified: DateTime, version: Int) {
        self.created = created
        self.lastModified = lastModified
        self.version = version
    }

    /// The weak entity tag of the version (RFC 7644 §3.14).
    package var entityTag: String {
        "W/\"\(version)\""
    }
}
