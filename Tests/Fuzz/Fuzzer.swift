/// What reads bytes of strangers, and the rules that hold whatever the bytes are.
enum Fuzzer: String, CaseIterable {
    case json
    case filter
    case path
    case patch
    case cursor
    case parameters

    /// Reads an input, and ends the process where a rule does not hold.
    func run(_ bytes: [UInt8]) {
        switch self {
        case .json: fuzzJSON(bytes)
        case .filter: fuzzFilter(bytes)
        case .path: fuzzPath(bytes)
        case .patch: fuzzPatch(bytes)
        case .cursor: fuzzCursor(bytes)
        case .parameters: fuzzParameters(bytes)
        }
    }

    /// Ends the process, as libFuzzer wants it, where a rule does not hold.
    func check(_ holds: Bool, _ rule: @autoclosure () -> String) {
        if !holds { fatalError("broken: \(rule())") }
    }
}
