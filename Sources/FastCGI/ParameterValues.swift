/// The values of parameters of one exchange, to be read before that is finished.
///
/// They become texts only when they are asked for: most requests have half of the parameters, and each is read once.
@safe package struct ParameterValues {
    /// How many names there may be.
    static let capacity = 16

    /// Addresses, of which 0 is none; in the structure itself, as an array would be made and freed for each request.
    private var values = InlineArray<16, UInt>(repeating: 0)

    init() {}

    mutating func set(_ value: UnsafePointer<CChar>, at index: Int) {
        values[index] = UInt(bitPattern: value)
    }

    /// The value of the name at an index, `nil` where the web server sent none or an empty one; what is not UTF-8 is repaired.
    package subscript(index: Int) -> String? {
        unsafe UnsafePointer<CChar>(bitPattern: values[index]).map { unsafe String(cString: $0) }
    }
}
