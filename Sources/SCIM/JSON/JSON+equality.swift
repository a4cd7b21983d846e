// Swift compares texts by what they look like; what clients send is kept and compared byte by byte.
extension JSON: Hashable {
    package static func == (one: JSON, other: JSON) -> Bool {
        switch (one, other) {
        case (.null, .null): true
        case (.bool(let mine), .bool(let others)): mine == others
        case (.number(let mine), .number(let others)): mine == others
        case (.string(let mine), .string(let others)): mine.hasSameBytes(as: others)
        case (.array(let mine), .array(let others)): mine == others
        case (.object(let mine), .object(let others)): mine == others
        default: false
        }
    }

    package func hash(into hasher: inout Hasher) {
        switch self {
        case .null: hasher.combine(0)
        case .bool(let flag): hasher.combine(flag)
        case .number(let number): hasher.combine(number)
        case .string(let text): hasher.combine(bytesOf: text)
        case .array(let values): hasher.combine(values)
        case .object(let object): hasher.combine(object)
        }
    }
}

extension JSONObject: Hashable {
    package static func == (one: JSONObject, other: JSONObject) -> Bool {
        one.members.count == other.members.count && one.members.allSatisfy { other[$0.name] == $0.value }
    }

    /// The order of members does not count, so their hashes are added up.
    package func hash(into hasher: inout Hasher) {
        var sum = 0
        for member in members {
            var inner = Hasher()
            inner.combine(bytesOf: member.name)
            inner.combine(member.value)
            sum &+= inner.finalize()
        }
        hasher.combine(sum)
    }
}
