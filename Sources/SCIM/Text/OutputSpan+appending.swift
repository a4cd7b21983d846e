// What is appended in several pieces is appended to room that was made once for all of them.
extension OutputSpan<UInt8> {
    /// Appends bytes that lie elsewhere, by one copy.
    @inlinable @inline(__always)
    package mutating func append(_ bytes: Span<UInt8>) {
        unsafe bytes.withUnsafeBufferPointer { unsafe append($0) }
    }

    /// Appends a literal text.
    @inlinable @inline(__always)
    package mutating func append(literal text: StaticString) {
        unsafe append(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// Appends characters, eight in a word: those of a time.
    @inlinable @inline(__always)
    package mutating func append<let count: Int>(_ words: InlineArray<count, UInt64>) {
        unsafe words.span.bytes.withUnsafeBytes { unsafe append($0.assumingMemoryBound(to: UInt8.self)) }
    }

    /// Appends a whole number in decimal.
    package mutating func append(decimal number: Int) {
        if (0..<10).contains(number) { return append(UInt8(ascii: "0") + UInt8(number)) }
        unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Self.maximumDigits) { digits in
            var start = Self.maximumDigits
            var rest = number.magnitude
            repeat {
                start -= 1
                unsafe digits[start] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
                rest /= 10
            } while rest > 0
            if number < 0 {
                start -= 1
                unsafe digits[start] = UInt8(ascii: "-")
            }
            unsafe append(UnsafeBufferPointer(rebasing: digits[start...]))
        }
    }

    /// As many characters as the smallest number has, with its sign.
    package static var maximumDigits: Int { 20 }

    // Where the number of bytes is known, as of a literal, it is a few moves.
    @inlinable @inline(__always)
    mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
        precondition(bytes.count <= freeCapacity)
        guard let source = bytes.baseAddress else { return }
        unsafe withUnsafeMutableBufferPointer { buffer, count in
            guard let start = buffer.baseAddress else { return }
            unsafe (start + count).initialize(from: source, count: bytes.count)
            count += bytes.count
        }
    }
}
