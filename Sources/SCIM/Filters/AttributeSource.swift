/// Something a filter can be held against: a resource, or one value of a complex attribute.
package protocol AttributeSource {
    /// The value of an attribute, or `nil` when it has none.
    func value(of attribute: Attribute, inExtension urn: String?) -> JSON?
}

extension JSONObject: AttributeSource {
    package func value(of attribute: Attribute, inExtension urn: String?) -> JSON? {
        guard let urn else { return self[attribute.name] }
        guard case .object(let attributes)? = self[urn] else { return nil }
        return attributes[attribute.name]
    }
}
