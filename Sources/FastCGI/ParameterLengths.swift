/// Follows the lengths of names and values through the records of a request's parameters (FastCGI 1.0 §3.4).
struct ParameterLengths {
    /// How many bytes of a name and its value are still to come.
    private var rest = 0
    /// The length of the name, once it is known.
    private var nameLength: Int?
    /// What is known of a length of four bytes, and how many of them are still to come.
    private var partialLength = 0
    private var missingBytes = 0

    /// Whether no name or value is cut off.
    var isComplete: Bool {
        rest == 0 && nameLength == nil && missingBytes == 0
    }

    /// Whether what is still to come can ever be there.
    var isRight: Bool {
        rest <= Arrival.capacity
    }

    /// Reads the content of the next record, or as much of it as is right.
    mutating func read(_ content: UnsafeRawBufferPointer) {
        var position = 0
        while position < content.count, isRight {
            if rest > 0 {
                let skipped = min(rest, content.count - position)
                rest -= skipped
                position += skipped
            } else {
                unsafe add(content[position])
                position += 1
            }
        }
    }

    /// Takes one byte of a length: one over 127 has four, of which the first has its highest bit set.
    private mutating func add(_ byte: UInt8) {
        if missingBytes > 0 {
            partialLength = partialLength << 8 | Int(byte)
            missingBytes -= 1
            if missingBytes == 0 { end(partialLength) }
        } else if byte < 0x80 {
            end(Int(byte))
        } else {
            partialLength = Int(byte & 0x7F)
            missingBytes = 3
        }
    }

    private mutating func end(_ length: Int) {
        guard let name = nameLength else {
            nameLength = length
            return
        }
        rest = name + length
        nameLength = nil
    }
}
