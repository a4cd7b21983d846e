// What PATCH does to single values of a multi-valued attribute.
extension [JSON] {
    /// Leaves the primary value among those just written as the only one (RFC 7644 §3.5.2).
    mutating func keepOnePrimary(of written: some BidirectionalCollection<Int>) {
        guard let primary = written.last(where: { self[$0].isPrimary }) else { return }
        for index in indices where index != primary && self[index].isPrimary {
            guard case .object(var object) = self[index] else { continue }
            object["primary"] = .bool(false)
            self[index] = .object(object)
        }
    }

    /// Leaves the first of values that have become equal.
    mutating func keepEachOnce() {
        var seen: Set<JSON> = []
        self = filter { seen.insert($0).inserted }
    }

    /// Removes a sub-attribute of values or, without one, the values; what then says nothing but its kind goes too.
    mutating func remove(_ subAttribute: Attribute?, at selected: [Int]) {
        for index in selected.reversed() {
            guard let subAttribute, case .object(var object) = self[index] else {
                self.remove(at: index)
                continue
            }
            object[subAttribute.name] = nil
            if object.members.allSatisfy({ $0.name == "type" || $0.name == "primary" }) {
                self.remove(at: index)
            } else {
                self[index] = .object(object)
            }
        }
    }
}
