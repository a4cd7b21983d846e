/// An attribute compared with a value.
package struct Comparison: Hashable, Sendable {
    package let path: AttributePath
    package let `operator`: ComparisonOperator
    package let value: ComparisonValue

    package init(path: AttributePath, operator: ComparisonOperator, value: ComparisonValue) {
        self.path = path
        self.operator = `operator`
        self.value = value
    }
}
