extension Hasher {
    /// Takes a text as the bytes it is, as which it is compared too.
    ///
    /// Swift's own hash is of what a text looks like: a client could send any number of texts that differ in bytes and share
    /// one hash, and each would be held against all others.
    mutating func combine(bytesOf text: String) {
        var text = text
        text.withUTF8 { unsafe combine(bytes: UnsafeRawBufferPointer($0)) }
        // No byte of a text: the end of one and the beginning of the next do not run into each other.
        combine(0xFF as UInt8)
    }
}
