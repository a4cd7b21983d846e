extension String {
    /// The parts between bytes of ASCII, without empty ones.
    ///
    /// The request path takes apart paths and lists of names with it: the standard library's splitting goes character
    /// by character, and costs ten times as much.
    package func parts(separatedBy separator: UInt8) -> [Substring] {
        var text = self
        text.makeContiguousUTF8()
        var parts: [Substring] = []
        // More parts than most paths, queries and headers have: growing costs more than the room.
        parts.reserveCapacity(8)
        unsafe text.utf8.withContiguousStorageIfAvailable { bytes in
            var start = 0
            for index in 0...bytes.count where unsafe index == bytes.count || bytes[index] == separator {
                if start < index { parts.append(text.part(start..<index)) }
                start = index + 1
            }
        }
        return parts
    }

    private func part(_ offsets: Range<Int>) -> Substring {
        let start = utf8.index(startIndex, offsetBy: offsets.lowerBound)
        return self[start..<utf8.index(start, offsetBy: offsets.count)]
    }
}
