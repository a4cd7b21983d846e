/// The place of an attribute in resources of one type: what a name in a filter, a sort or a projection resolves to.
package struct AttributePath: Hashable, Sendable {
    /// The URN of the extension the attribute belongs to, or `nil` for core and common attributes.
    package let extensionURN: String?
    package let attribute: Attribute
    package let subAttribute: Attribute?

    package init(extensionURN: String? = nil, attribute: Attribute, subAttribute: Attribute? = nil) {
        self.extensionURN = extensionURN
        self.attribute = attribute
        self.subAttribute = subAttribute
    }

    /// The definition of the values at the end of the path.
    package var leaf: Attribute {
        subAttribute ?? attribute
    }

    /// Whether the values at the path are never returned.
    package var isSecret: Bool {
        attribute.returned == .never || subAttribute?.returned == .never
    }

    /// The path that comparisons mean: that of the `value` sub-attribute where only a complex attribute is named.
    package var comparable: AttributePath {
        guard subAttribute == nil, let value = attribute.valueAttribute else { return self }
        return AttributePath(extensionURN: extensionURN, attribute: attribute, subAttribute: value)
    }
}

extension AttributePath: CustomStringConvertible {
    package var description: String {
        let name = subAttribute.map { "\(attribute.name).\($0.name)" } ?? attribute.name
        return extensionURN.map { "\($0):\(name)" } ?? name
    }
}
