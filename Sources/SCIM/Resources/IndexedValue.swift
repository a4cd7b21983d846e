/// A value of a resource that a store keeps behind an index.
package struct IndexedValue: Sendable {
    package let index: ValueIndex
    /// The value in the form that filters compare.
    package let value: ComparisonValue

    package init(in index: ValueIndex, _ value: ComparisonValue) {
        self.index = index
        self.value = value
    }
}

// Two values are the same when they have the same place in an index: `A@x` and `a@x` where letter case does not count, but
// not two spellings of one letter, which are different bytes.
extension IndexedValue: Hashable {
    package static func == (one: IndexedValue, other: IndexedValue) -> Bool {
        guard one.index == other.index else { return false }
        return switch (one.value, other.value) {
        case (.string(let mine, _), .string(let others, _)): mine.hasSameBytes(as: others)
        case (.number(let mine), .number(let others)): mine.integer == others.integer && mine.double == others.double
        default: one.value == other.value
        }
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(index)
        switch value {
        case .string(let text, _): hasher.combine(bytesOf: text)
        case .number(let number): hasher.combine(number.double)
        default: hasher.combine(value)
        }
    }
}

extension Resource {
    /// The values that a store keeps behind an index, each once.
    package var indexedValues: [IndexedValue] {
        var values: [IndexedValue] = []
        for index in type.indexes {
            let path = index.path
            if path.extensionURN == nil, path.attribute.name == "meta" {
                if path.leaf.name == "lastModified" {
                    values.append(IndexedValue(in: index, .instant(meta.lastModified)))
                }
                continue
            }
            let found = index.values(in: self)
            var seen: Set<IndexedValue> = []
            for json in found {
                guard let value = path.leaf.indexedValue(of: json) else { continue }
                let indexed = IndexedValue(in: index, value)
                if found.count == 1 || seen.insert(indexed).inserted { values.append(indexed) }
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
