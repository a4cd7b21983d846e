/// A file that cannot be used; the text says where and what to change.
struct UnusableInput: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
