extension StringProtocol {
    /// Whether two names differ in the case of ASCII letters at most, as attribute names and schema URNs may.
    package func equalsIgnoringCase(_ other: some StringProtocol) -> Bool {
        guard utf8.count == other.utf8.count else { return false }
        return zip(utf8, other.utf8).allSatisfy { $0 == $1 || ($0.foldedASCII == $1.foldedASCII) }
    }

    /// Whether a name starts with another, whatever the case of their ASCII letters.
    package func hasPrefixIgnoringCase(_ prefix: some StringProtocol) -> Bool {
        guard utf8.count >= prefix.utf8.count else { return false }
        return zip(utf8, prefix.utf8).allSatisfy { $0 == $1 || ($0.foldedASCII == $1.foldedASCII) }
    }
}

extension String {
    /// The form in which values that are not `caseExact` are compared and indexed.
    ///
    /// Two values are alike when the UTF-8 of their folded forms is the same; the store's indexes and the
    /// filter's evaluation both rely on exactly this.
    package var caseFolded: String {
        var isFolded = true
        for byte in utf8 where byte >= 0x80 || (byte >= 0x41 && byte <= 0x5A) {
            isFolded = false
            break
        }
        return isFolded ? self : lowercased()
    }
}

extension UInt8 {
    /// The byte itself, or the small letter when it is a capital ASCII letter.
    fileprivate var foldedASCII: UInt8 {
        self >= 0x41 && self <= 0x5A ? self | 0x20 : self
    }
}
