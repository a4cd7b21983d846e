package import SCIM

/// What a client asks a list of resources for.
package struct ListQuery: Sendable {
    /// The resources of one type that take part.
    ///
    /// A class, because to pass it on would else count each of its parts, of which the type is shared by all threads.
    package final class Part: Sendable {
        package let type: ResourceType
        package let filter: Filter?
        package let sort: Sort?
        /// What is read with each resource.
        package let relations: Relations
        /// Whether attributes that are not sent by default may be asked for; where not, neither they need be read nor what
        /// `Resource.ending` tells already.
        package let readsUnsent: Bool

        package init(
            type: ResourceType,
            filter: Filter? = nil,
            sort: Sort? = nil,
            relations: Relations = Relations(),
            readsUnsent: Bool = true
        ) {
            self.type = type
            self.filter = filter
            self.sort = sort
            self.relations = relations
            self.readsUnsent = readsUnsent
        }
    }

    /// Which of the resources are given, as many as `limit` says at most.
    package enum Window: Sendable {
        /// Those behind the first `offset`.
        case offset(Int)
        /// Those behind a position, or the first ones.
        case after(Position?)
        /// Those just before a position.
        case before(Position)
    }

    package var parts: [Part]
    package var isDescending: Bool
    package var window: Window
    package var limit: Int
    /// How many bytes the resources of a page have, about: the one that begins within them is the last.
    package var maximumSize = Int.max
    /// How many bytes they have where the query must be quick, which it is refused for with `SlowQuery` when there are more,
    /// or when no index leads to few resources; `nil` where it may take its time.
    package var quickSize: Int?

    package init(
        parts: [Part],
        isDescending: Bool = false,
        window: Window = .offset(0),
        limit: Int
    ) {
        self.parts = parts
        self.isDescending = isDescending
        self.window = window
        self.limit = limit
    }
}
