extension JSONReader {
    /// Where the value at the end of a way begins, in a document that is known to be JSON; as far as there is a way.
    mutating func locate(_ steps: [JSONStep]) throws(JSONSyntaxError) -> Int {
        skipSpace()
        for step in steps {
            let start = offset
            guard try enter(step) else { return start }
        }
        return offset
    }

    /// Goes from the start of an object or an array to the start of one of its values; says whether there is one.
    private mutating func enter(_ step: JSONStep) throws(JSONSyntaxError) -> Bool {
        guard accept(UInt8(ascii: "{")) || accept(UInt8(ascii: "[")) else { return false }
        var index = 0
        repeat {
            skipSpace()
            switch step {
            case .name(let wanted):
                let start = offset
                try skipString()
                let name = try JSON(parsing: Array(bytes[start..<offset])).string
                try expectColon()
                if name == wanted { return true }
            case .index(let wanted):
                if index == wanted { return true }
            }
            try skipValue()
            skipSpace()
            index += 1
        } while accept(UInt8(ascii: ","))
        return false
    }
}

extension JSONSyntaxError {
    /// Says what is wrong with a value in a document that is JSON as such.
    package init(_ reason: String, at steps: [JSONStep], in bytes: [UInt8]) {
        var reader = JSONReader(bytes)
        self.init(reason, at: (try? reader.locate(steps)) ?? 0, in: bytes)
    }
}
