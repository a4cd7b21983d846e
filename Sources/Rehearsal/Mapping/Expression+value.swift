/// Why an expression has no value for somebody.
package struct EvaluationError: Error, Hashable, Sendable, CustomStringConvertible {
    package let description: String

    init(_ description: String) {
        self.description = description
    }
}

extension Expression {
    /// The value, or `nil` when there is none; attributes without a value are `nil`.
    package func value(_ attribute: (String) -> String?) throws(EvaluationError) -> String? {
        switch self {
        case .attribute(let name): return attribute(name)
        case .constant(let text): return text
        case .call(let function, let arguments):
            var values: [String?] = []
            for argument in arguments { values.append(try argument?.value(attribute)) }
            return try function.value(of: values)
        }
    }
}
