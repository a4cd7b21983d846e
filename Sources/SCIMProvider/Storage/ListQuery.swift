package import SCIM

/// What a client asks a list of resources for.
package struct ListQuery: Sendable {
    package var type: ResourceType
    package var filter: Filter?
    /// How many resources to pass over.
    package var offset: Int
    /// How many resources to give at most.
    package var limit: Int

    package init(type: ResourceType, filter: Filter? = nil, offset: Int = 0, limit: Int) {
        self.type = type
        self.filter = filter
        self.offset = offset
        self.limit = limit
    }
}
