package import SCIM

/// What becomes of a resource, worked out from one state of it.
///
/// It may be worked out before the store is held for writing, and is good as long as that state is the latest.
package struct Amendment: Sendable {
    /// The state it is worked out from.
    package let stored: StoredResource
    /// The state that follows when anything is different in it, or in its members; `nil` when nothing is to be done.
    package let revision: Revision?
    /// Whether attributes are different in the new state.
    package let changesAttributes: Bool
    package let members: [MemberChange]
    /// The indexed values that only the old state has.
    package let removedValues: [IndexedValue]
    /// The indexed values that only the new state has.
    package let addedValues: [IndexedValue]

    /// Works out what follows when the attributes become these; `old` is what `stored` holds.
    package init(
        of stored: StoredResource,
        _ old: Resource,
        to attributes: JSONObject,
        members: [MemberChange] = [],
        at instant: DateTime
    ) {
        var resource = old
        resource.attributes = attributes
        resource.meta.version += 1
        resource.meta.lastModified = max(instant, old.meta.lastModified)
        let revision = Revision(resource)
        let oldValues = old.indexedValues
        self.stored = stored
        self.revision = revision
        self.members = members
        changesAttributes = attributes != old.attributes
        removedValues = oldValues.without(revision.indexedValues)
        addedValues = revision.indexedValues.without(oldValues)
    }

    /// Leaves a resource as it is.
    package init(unchanged stored: StoredResource) {
        self.stored = stored
        revision = nil
        changesAttributes = false
        members = []
        removedValues = []
        addedValues = []
    }
}

extension [IndexedValue] {
    /// How many values are looked for one by one, which is faster than to hash them.
    private static let few = 16

    /// The values that are not among others.
    fileprivate func without(_ others: [IndexedValue]) -> [IndexedValue] {
        let many = others.count > Self.few ? Set(others) : nil
        var rest: [IndexedValue] = []
        for (place, value) in enumerated() {
            // Most are where they were.
            if place < others.count, others[place] == value { continue }
            if many?.contains(value) ?? others.contains(value) { continue }
            rest.append(value)
        }
        return rest
    }
}
