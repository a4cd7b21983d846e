/// A value of a resource that a store keeps behind an index.
package struct IndexedValue: Hashable, Sendable {
    package let path: AttributePath
    /// The value in the form that filters compare.
    package let value: ComparisonValue

    package init(path: AttributePath, value: ComparisonValue) {
        self.path = path
        self.value = value
    }
}

extension Resource {
    /// The values that a store keeps behind an index, each once.
    package var indexedValues: [IndexedValue] {
        var values: [IndexedValue] = []
        for path in type.indexedPaths {
            if path.extensionURN == nil, path.attribute.name == "meta" {
                if path.leaf.name == "lastModified" {
                    values.append(IndexedValue(path: path, value: .instant(meta.lastModified)))
                }
                continue
            }
            for json in path.values(in: self) {
                guard let value = path.leaf.indexedValue(of: json) else { continue }
                let indexed = IndexedValue(path: path, value: value)
                if !path.attribute.isMultiValued || !values.contains(indexed) { values.append(indexed) }
            }
        }
        return values
    }
}

extension Attribute {
    /// A value of a resource in the form that filters compare.
    func indexedValue(of json: JSON) -> ComparisonValue? {
        switch (type, json) {
        case (.dateTime, .string(let text)): DateTime(text).map { .instant($0) }
        case (_, .string(let text)): .string(isCaseExact ? text : text.caseFolded, written: text)
        case (_, .bool(let flag)): .boolean(flag)
        case (_, .number(let number)): .number(number)
        default: nil
        }
    }
}
