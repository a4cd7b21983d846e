extension Filter {
    /// Reads a filter whose names are looked up in `scope`.
    package init(parsing text: String, in scope: FilterScope) throws(FilterSyntaxError) {
        var parser = FilterParser(text, scope: scope)
        self = try parser.parseFilter()
    }

    /// Reads a filter for resources of one type.
    package init(parsing text: String, for type: ResourceType) throws(FilterSyntaxError) {
        try self.init(parsing: text, in: .resource(type))
    }
}
