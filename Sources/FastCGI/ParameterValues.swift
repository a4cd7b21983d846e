/// The values of parameters of one exchange, to be read before that is finished.
///
/// They become texts only when they are asked for: most requests have half of the parameters, and each is read once.
@safe package struct ParameterValues {
    private var values: [UnsafePointer<CChar>?]

    init(count: Int) {
        unsafe values = Array(repeating: nil, count: count)
    }

    mutating func set(_ value: UnsafePointer<CChar>, at index: Int) {
        unsafe values[index] = value
    }

    /// The value of the name at an index, `nil` where the web server sent none or an empty one; what is not UTF-8 is repaired.
    package subscript(index: Int) -> String? {
        unsafe values[index].map { unsafe String(cString: $0) }
    }
}
