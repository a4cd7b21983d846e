/// The attributes of a resource while the operations of a PATCH request change them.
struct PatchedAttributes {
    /// The attributes; those of `lists` have something in their place that only keeps it.
    private var attributes: JSONObject
    /// The lists that operations have changed so far, by the paths of their attributes.
    private var lists: [AttributePath: ValueList] = [:]
    private let effort: PatchEffort

    init(_ attributes: JSONObject, spending effort: PatchEffort) {
        self.attributes = attributes
        self.effort = effort
    }

    /// The attributes as they are after the operations so far.
    var result: JSONObject {
        lists.reduce(into: attributes) { result, list in
            if let json = list.value.json { result.set(json, at: list.key) }
        }
    }

    /// The value of a single-valued attribute, or `nil` when it has none.
    func value(at path: AttributePath) -> JSON? {
        attributes.value(of: path.attribute, inExtension: path.extensionURN)
    }

    /// Sets or, with `nil`, removes a single-valued attribute.
    mutating func set(_ value: JSON?, at path: AttributePath) {
        attributes.set(value, at: path)
    }

    /// Removes all attributes of an extension.
    mutating func removeExtension(_ urn: String) {
        attributes[urn] = nil
        lists = lists.filter { $0.key.extensionURN != urn }
    }

    /// Changes the values of a multi-valued attribute.
    mutating func change(
        _ path: AttributePath,
        _ body: (inout ValueList, PatchEffort) throws(SCIMError) -> Void
    ) throws(SCIMError) {
        let path = AttributePath(extensionURN: path.extensionURN, attribute: path.attribute)
        var list = lists.removeValue(forKey: path) ?? ValueList(value(at: path)?.array ?? [])
        try body(&list, effort)
        if list.isEmpty {
            attributes.set(nil, at: path)
        } else if value(at: path) == nil {
            attributes.set(.array([]), at: path)
        }
        lists[path] = list
    }
}
