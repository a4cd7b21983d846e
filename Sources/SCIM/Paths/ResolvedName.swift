/// What a name, as a client writes it, stands for in resources of one type.
package enum ResolvedName: Hashable, Sendable {
    case attribute(AttributePath)
    /// All attributes of an extension, named by its URN alone.
    case schemaExtension(urn: String)
    /// All attributes of the core schema, named by its URN alone.
    case coreSchema
    /// No attribute of the resource type.
    case unknown
}
