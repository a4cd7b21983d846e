/// The resource types that a network has, and their schemas.
package final class ResourceTypes: Sendable {
    package let all: [ResourceType]
    /// Every schema of the types, once.
    package let schemas: [Schema]

    package init(_ types: [ResourceType]) {
        all = types
        schemas = types.flatMap { [$0.schema] + $0.extensions.map(\.schema) }
            .reduce(into: []) { found, schema in
                if !found.contains(where: { $0.id == schema.id }) { found.append(schema) }
            }
    }

    /// The types that need no file.
    package static let builtIn = ResourceTypes([.user, .group])

    /// The type of a name, letter by letter.
    package func named(_ name: String) -> ResourceType? {
        all.first { $0.name == name }
    }

    /// The type whose endpoint is a segment of a path.
    package func at(endpoint segment: String) -> ResourceType? {
        all.first { $0.segment == segment }
    }
}
