/// How one value stands to another in an order.
package enum Ordering: Sendable {
    case before
    case same
    case after

    package init<Value: Comparable>(_ one: Value, _ other: Value) {
        self = one < other ? .before : (one == other ? .same : .after)
    }

    /// The order of texts by their bytes, the shorter first where one begins with the other.
    package init(bytes one: some Sequence<UInt8>, _ other: some Sequence<UInt8>) {
        var others = other.makeIterator()
        for byte in one {
            guard let otherByte = others.next() else {
                self = .after
                return
            }
            guard byte == otherByte else {
                self = byte < otherByte ? .before : .after
                return
            }
        }
        self = others.next() == nil ? .same : .before
    }
}
