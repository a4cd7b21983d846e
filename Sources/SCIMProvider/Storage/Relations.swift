/// What is read with a resource beside its document.
package struct Relations: OptionSet, Sendable {
    package let rawValue: Int

    package init(rawValue: Int) {
        self.rawValue = rawValue
    }

    package static let members = Relations(rawValue: 1)
    package static let memberships = Relations(rawValue: 2)
}
