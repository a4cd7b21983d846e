/// Why settings cannot be as an operator wants them.
package struct SettingError: Error, Hashable, Sendable {
    private let reason: String

    package init(_ reason: String) {
        self.reason = reason
    }
}

extension SettingError: CustomStringConvertible {
    package var description: String {
        reason
    }
}
