/// Why a state file cannot be used, and what to do.
package struct StateError: Error, Hashable, Sendable, CustomStringConvertible {
    package let description: String

    init(_ path: String, _ reason: String) {
        description = "the state file '\(path)' \(reason)"
    }
}
