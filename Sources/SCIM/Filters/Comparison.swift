/// An attribute compared with a value.
///
/// A class, because a filter takes it up for each resource that is held against it.
package final class Comparison: Sendable {
    package let path: AttributePath
    package let `operator`: ComparisonOperator
    package let value: ComparisonValue

    package init(path: AttributePath, operator: ComparisonOperator, value: ComparisonValue) {
        self.path = path
        self.operator = `operator`
        self.value = value
    }
}

extension Comparison: Hashable {
    package static func == (one: Comparison, other: Comparison) -> Bool {
        one.path == other.path && one.operator == other.operator && one.value == other.value
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(path)
        hasher.combine(`operator`)
        hasher.combine(value)
    }
}
