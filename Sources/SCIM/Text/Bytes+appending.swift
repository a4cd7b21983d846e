extension [UInt8] {
    /// Appends a literal text: by one copy, and without a text in between that would be counted.
    @inlinable
    package mutating func append(literal text: StaticString) {
        unsafe append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// Appends text as it is: by one copy, unlike `append(contentsOf: text.utf8)`.
    @inlinable
    package mutating func append(utf8 text: String) {
        let appended: Void? = unsafe text.utf8.withContiguousStorageIfAvailable { unsafe append(contentsOf: $0) }
        if appended == nil { append(contentsOf: text.utf8) }
    }

    /// Appends bytes that lie elsewhere, by one copy.
    @inlinable
    package mutating func append(_ bytes: Span<UInt8>) {
        unsafe bytes.withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
    }

    /// Appends a whole number in decimal, without the text that would be made of it first.
    package mutating func append(decimal number: Int) {
        if (0..<10).contains(number) { return append(UInt8(ascii: "0") + UInt8(number)) }
        // As many as the smallest number has, with its sign.
        let length = 20
        unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: length) { digits in
            var start = length
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
            unsafe append(contentsOf: digits[start...])
        }
    }

    /// Writes bytes that are there over others that are there.
    package mutating func copy(_ count: Int, from source: Int, to target: Int) {
        precondition(source + count <= self.count && target + count <= self.count)
        unsafe withUnsafeMutableBufferPointer { bytes in
            let copied = unsafe UnsafeBufferPointer(rebasing: bytes[source..<source + count])
            _ = unsafe UnsafeMutableBufferPointer(rebasing: bytes[target..<target + count])
                .update(fromContentsOf: copied)
        }
    }
}
