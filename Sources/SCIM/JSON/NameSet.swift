/// Finds out whether a name is among those that an object in a document has so far.
///
/// Objects have a few members, which are compared one by one; but a client may send hundreds of thousands.
struct NameSet {
    private static let maximumScanned = 32

    /// The names as bytes, once they are many: Swift takes texts for equal that only look so.
    private var many: Set<[UInt8]> = []

    /// Notes a name behind the members there are; says whether it is new.
    mutating func insert(_ name: String, behind members: [JSONObject.Member]) -> Bool {
        guard members.count >= Self.maximumScanned else {
            return !members.contains { $0.name.hasSameBytes(as: name) }
        }
        if many.isEmpty { many = Set(members.map { Array($0.name.utf8) }) }
        return many.insert(Array(name.utf8)).inserted
    }
}
