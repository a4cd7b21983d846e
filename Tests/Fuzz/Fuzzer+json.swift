internal import SCIM

extension Fuzzer {
    /// What is read is the same after it was written and read again, as a whole and by single members.
    func fuzzJSON(_ bytes: [UInt8]) {
        let file = JSONFile(name: "input", bytes: bytes)
        guard let document = try? LocatedJSON(file) else { return }
        let json = document.json
        let written = json.bytes
        guard let again = try? JSON(parsing: written) else { fatalError("what was written cannot be read") }
        check(again.bytes == written, "what was written is read as something else")
        // To compare objects costs the square of their members.
        check(written.count > 1_000 || again == json, "what was written is another value")
        check(json.numbersAreOrdered, "a number is not the same as itself")
        guard let object = json.object, let last = object.members.last else { return }
        let names = Set([object.members[0].name, last.name].filter(\.isPlain).map { JSONName($0) })
        let wanted = object.members.filter { names.contains(JSONName($0.name)) }
        let found = try? JSONObject(parsing: written, only: Array(names))
        check(found?.bytes == JSONObject(wanted).bytes, "single members are not those of the whole")
        let error = document.member(last.name)?.error("wrong")
        check(error.map { $0.cause.line > 0 && $0.cause.column > 0 } ?? true, "an error has no place")
    }
}

extension JSON {
    fileprivate var numbersAreOrdered: Bool {
        switch self {
        case .number(let number):
            // Digits beyond a binary number's range have no order among themselves.
            number.ordering(to: number) == .same && (number.integer.map { Double($0) == number.double } ?? true)
        case .array(let values): values.allSatisfy(\.numbersAreOrdered)
        case .object(let object): object.members.allSatisfy(\.value.numbersAreOrdered)
        case .null, .bool, .string: true
        }
    }
}

extension String {
    /// Whether JSON writes the text without escapes: only so a name is looked for in bytes.
    fileprivate var isPlain: Bool {
        utf8.allSatisfy { $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }
    }
}
