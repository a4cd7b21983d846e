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

    /// Appends a time in the form of `DateTime.characters`.
    package mutating func append(_ time: DateTime) {
        append(addingCapacity: MemoryLayout<DateTime.Characters>.size) { $0.append(time.characters) }
    }

    /// Appends a whole number in decimal, without the text that would be made of it first.
    package mutating func append(decimal number: Int) {
        append(addingCapacity: OutputSpan.maximumDigits) { $0.append(decimal: number) }
    }
}
