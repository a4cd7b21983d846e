/// The path of a PATCH operation: an attribute, some of its values, a sub-attribute, or a whole extension.
package struct PatchPath: Hashable, Sendable {
    /// The name as the client wrote it, for error texts.
    package let name: String
    package let resolved: ResolvedName
    /// Which values of a multi-valued attribute are meant.
    package let filter: Filter?

    package init(name: String, resolved: ResolvedName, filter: Filter? = nil) {
        self.name = name
        self.resolved = resolved
        self.filter = filter
    }

    /// Reads the path of an operation on resources of one type; a name that the type does not have is not an error here.
    package init(parsing text: String, of type: ResourceType) throws(FilterSyntaxError) {
        var parser = FilterParser(text, scope: .resource(type))
        self = try parser.parsePatchPath(of: type)
    }
}
