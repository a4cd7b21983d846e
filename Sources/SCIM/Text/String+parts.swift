extension String {
    /// The parts between bytes of ASCII, without empty ones.
    ///
    /// The request path takes apart paths and lists of names with it: the standard library's splitting goes character
    /// by character, and costs ten times as much; parts that share the text's memory cost more than copies, most of which
    /// are too short to need any.
    package func parts(separatedBy separator: UInt8) -> [String] {
        var text = self
        var parts: [String] = []
        // More parts than most paths, queries and headers have: growing costs more than the room.
        parts.reserveCapacity(8)
        text.withUTF8 { bytes in
            var start = 0
            for index in 0...bytes.count where unsafe index == bytes.count || bytes[index] == separator {
                if start < index { parts.append(unsafe String(decoding: bytes[start..<index], as: UTF8.self)) }
                start = index + 1
            }
        }
        return parts
    }
}
