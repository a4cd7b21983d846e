extension StringProtocol {
    /// Whether two names differ in the case of ASCII letters at most, as attribute names and schema URNs may.
    @inlinable
    package func equalsIgnoringCase(_ other: some StringProtocol) -> Bool {
        let count = utf8.count
        return count == other.utf8.count && startsIgnoringCase(other, count: count)
    }

    /// Whether a name starts with another, whatever the case of their ASCII letters.
    @inlinable
    package func hasPrefixIgnoringCase(_ prefix: some StringProtocol) -> Bool {
        let count = prefix.utf8.count
        return utf8.count >= count && startsIgnoringCase(prefix, count: count)
    }

    @inlinable
    package func startsIgnoringCase(_ other: some StringProtocol, count: Int) -> Bool {
        // The bytes of native strings are at hand; taking them one by one through the views costs ten times as much.
        let isSame = utf8.withContiguousStorageIfAvailable { one in
            other.utf8.withContiguousStorageIfAvailable { other in
                for index in 0..<count {
                    guard unsafe one[index] == other[index] || one[index].foldedASCII == other[index].foldedASCII else {
                        return false
                    }
                }
                return true
            }
        }
        if case .some(.some(let isSame)) = isSame { return isSame }
        return zip(utf8, other.utf8).allSatisfy { $0 == $1 || ($0.foldedASCII == $1.foldedASCII) }
    }
}

extension String {
    /// The form in which values that are not `caseExact` are compared and indexed.
    ///
    /// Two values are alike when the UTF-8 of their folded forms is the same; the store's indexes and the
    /// filter's evaluation both rely on exactly this.
    package var caseFolded: String {
        allBytes { $0 < 0x80 && $0 == $0.foldedASCII } ? self : lowercased()
    }
}

extension UInt8 {
    /// The byte itself, or the small letter when it is a capital ASCII letter.
    @inlinable
    package var foldedASCII: UInt8 {
        self >= 0x41 && self <= 0x5A ? self | 0x20 : self
    }
}
