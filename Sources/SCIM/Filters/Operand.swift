/// The values that a source has at one path, in the forms that comparisons need; each form is made once.
struct Operand {
    let path: AttributePath
    /// The values as they are.
    let values: [JSON]
    /// What filters between brackets look at, value by value; not lazy, for what is lazy is copied when it is changed.
    private var elements: [Operands] = []
    private var hasElements = false

    init(_ path: AttributePath, in source: some AttributeSource) {
        self.path = path
        values = path.values(in: source)
    }

    /// The texts in the form that is compared.
    lazy var texts: [String] = {
        let isExact = path.leaf.isCaseExact
        return values.compactMap { value in
            guard case .string(let text) = value else { return nil }
            return isExact ? text : text.caseFolded
        }
    }()

    /// The points in time.
    lazy var instants: [DateTime] = values.compactMap { $0.string.flatMap { DateTime($0) } }

    /// Whether `pr` holds.
    lazy var isPresent = values.contains(where: \.isPresent)

    /// Whether some value satisfies a filter between brackets.
    mutating func hasElement(satisfying filter: Filter) -> Bool {
        if !hasElements {
            elements = values.compactMap { $0.object.map { Operands($0) } }
            hasElements = true
        }
        return elements.indices.contains { elements[$0].satisfy(filter) }
    }
}

extension JSON {
    /// Whether `pr` counts the value: not null, not empty text, and some present value in what is compound.
    fileprivate var isPresent: Bool {
        switch self {
        case .null: false
        case .bool, .number: true
        case .string(let text): !text.isEmpty
        case .array(let values): values.contains(where: \.isPresent)
        case .object(let object): object.members.contains { $0.value.isPresent }
        }
    }
}
