internal import CLinux
internal import Glibc

// Texts compared byte by byte. The bytes of native strings are at hand; taking them one by one through the views costs more.
extension StringProtocol {
    /// Whether the bytes of two texts are the same.
    package func hasSameBytes(as other: Self) -> Bool {
        guard utf8.count == other.utf8.count else { return false }
        let isSame = utf8.withContiguousStorageIfAvailable { bytes in
            other.utf8.withContiguousStorageIfAvailable { others in
                guard let start = bytes.baseAddress, let othersStart = others.baseAddress else { return true }
                return unsafe memcmp(start, othersStart, bytes.count) == 0
            }
        }
        if case .some(.some(let isSame)) = isSame { return isSame }
        return utf8.elementsEqual(other.utf8)
    }

    /// Whether all bytes are as they are asked to be.
    func allBytes(_ isAsAsked: (UInt8) -> Bool) -> Bool {
        utf8.withContiguousStorageIfAvailable { unsafe $0.allSatisfy(isAsAsked) } ?? utf8.allSatisfy(isAsAsked)
    }
}

extension String {
    /// Whether the bytes of a text are among those of the string.
    ///
    /// The corresponding C function is `memmem`, whose time grows with the bytes of both and not with their product.
    package func containsBytes(of text: String) -> Bool {
        let count = text.utf8.count
        guard count > 0 else { return true }
        guard utf8.count >= count else { return false }
        var (string, text) = (self, text)
        return string.withUTF8 { bytes in
            text.withUTF8 { sought in
                guard let start = bytes.baseAddress, let soughtStart = sought.baseAddress else { return false }
                return unsafe memmem(start, bytes.count, soughtStart, sought.count) != nil
            }
        }
    }
}
