/// A path at which resources of a type must have a value although the schema does not say so.
package struct RequiredPath: Sendable {
    /// The path as PATCH requests and attribute mappings write it: `emails[type eq "work"].value`.
    package let text: String
    /// The attributes that nobody who has the value is without.
    package let attributes: Set<Attribute>
    /// Whether values are returned, so that who reads a resource can tell whether there is one.
    let isReturned: Bool
    /// Whether there is a value.
    private let presence: Filter

    /// Reads a path; throws when a resource of the type has no such attribute, or a client cannot set it.
    package init(parsing text: String, of type: ResourceType) throws(FilterSyntaxError) {
        func error(_ reason: String) -> FilterSyntaxError { FilterSyntaxError(reason: reason, position: 1, text: text) }
        let path = try PatchPath(parsing: text, of: type)
        guard case .attribute(let target) = path.resolved else {
            throw error("'\(path.name)' is not an attribute of a \(type.name)")
        }
        guard target.attribute.mutability != .readOnly, target.leaf.mutability != .readOnly,
            target.attribute != type.memberAttribute
        else { throw error("'\(target)' is not for clients to set, so they cannot be made to") }
        self.text = text
        isReturned = target.attribute.returned != .never && target.leaf.returned != .never
        guard let filter = path.filter else {
            // A sub-attribute of a list is in one value of it and need not be in the others.
            let sub = target.attribute.isMultiValued ? nil : target.subAttribute
            attributes = Set([target.attribute, sub].compactMap(\.self))
            presence = .present(target)
            return
        }
        guard target.attribute.isMultiValued else { throw error("'\(target)' has one value: leave the brackets out") }
        attributes = [target.attribute]
        let list = AttributePath(extensionURN: target.extensionURN, attribute: target.attribute)
        let value = (target.subAttribute ?? target.attribute.valueAttribute)
            .map { Filter.and([filter, .present(AttributePath(attribute: $0))]) }
        presence = .anyValue(of: list, where: value ?? filter)
    }

    /// Whether attributes have a value at the path; empty text is none.
    func hasValue(in attributes: JSONObject) -> Bool {
        presence.matches(attributes)
    }
}
