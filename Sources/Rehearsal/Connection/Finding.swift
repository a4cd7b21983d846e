/// What one step of a connection test found.
package struct Finding: Hashable, Sendable {
    package enum Verdict: Hashable, Sendable {
        case good
        /// It works, and Entra would still not like it.
        case doubtful
        case bad
    }

    /// What was looked at.
    package let step: String
    package let verdict: Verdict
    package let text: String
    /// What to change, when something is wrong.
    package let cure: String?

    static func good(_ step: String, _ text: String) -> Finding {
        Finding(step: step, verdict: .good, text: text, cure: nil)
    }

    static func doubtful(_ step: String, _ text: String, _ cure: String) -> Finding {
        Finding(step: step, verdict: .doubtful, text: text, cure: cure)
    }

    static func bad(_ step: String, _ text: String, _ cure: String) -> Finding {
        Finding(step: step, verdict: .bad, text: text, cure: cure)
    }
}
