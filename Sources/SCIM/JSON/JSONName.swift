/// The name of a member that is looked for in bytes.
package struct JSONName: Hashable, Sendable {
    package let text: String
    let bytes: [UInt8]

    package init(_ text: String) {
        self.text = text
        bytes = Array(text.utf8)
    }
}
