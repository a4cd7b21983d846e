/// The names of the parameters that a program reads, in the order in which it wants their values; 16 at most.
package struct ParameterNames: Sendable {
    private let names: [StaticString]

    package init(_ names: [StaticString]) {
        precondition(names.count <= ParameterValues.capacity, "too many names: ParameterValues has less room")
        self.names = names
    }

    /// The place of a name among the names.
    func index(of name: UnsafeBufferPointer<CChar>) -> Int? {
        names.firstIndex { candidate in
            guard candidate.utf8CodeUnitCount == name.count else { return false }
            for index in name.indices {
                guard unsafe candidate.utf8Start[index] == UInt8(bitPattern: name[index]) else { return false }
            }
            return true
        }
    }
}
