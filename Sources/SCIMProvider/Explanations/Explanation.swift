/// What a failure, or a surprise without one, means to the administrator of an identity provider.
///
/// Names of fields and pages are those of the Microsoft Entra admin center; other providers have the same under names of
/// their own.
package struct Explanation: Sendable {
    /// What it is called in commands: `wrong-token`.
    package let name: String
    /// What the administrator or the operator sees.
    package let symptom: String
    package let cause: String
    /// What to change, and where.
    package let cure: String
    /// Which refused requests it is about; none where nothing is refused.
    let failures: [FailurePattern]

    init(_ name: String, _ symptom: String, cause: String, cure: String, of failures: [FailurePattern] = []) {
        self.name = name
        self.symptom = symptom
        self.cause = cause
        self.cure = cure
        self.failures = failures
    }

    /// The explanation of a refused request: of several, the one that says most about it.
    package static func of(_ failure: Failure) -> Explanation? {
        all.compactMap { explanation -> (explanation: Explanation, weight: Int)? in
            let weight = explanation.failures.compactMap { $0.weight(of: failure) }.max()
            return weight.map { (explanation, $0) }
        }
        .max { $0.weight < $1.weight }?
        .explanation
    }

    package static func named(_ name: String) -> Explanation? {
        all.first { $0.name == name }
    }
}
