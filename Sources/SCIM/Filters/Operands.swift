/// What a filter looks at in one source.
///
/// A filter may compare one attribute with hundreds of values: the attribute is looked up and folded for the first of them.
struct Operands {
    private let source: any AttributeSource
    private var read: [Operand] = []

    init(_ source: any AttributeSource) {
        self.source = source
    }

    /// The values at a path.
    subscript(path: AttributePath) -> Operand {
        mutating _read {
            yield read[place(of: path)]
        }
        _modify {
            yield &read[place(of: path)]
        }
    }

    /// Whether the source satisfies a filter.
    mutating func satisfy(_ filter: Filter) -> Bool {
        filter.matches(&self)
    }

    private mutating func place(of path: AttributePath) -> Int {
        if let place = read.firstIndex(where: { $0.path == path }) { return place }
        read.append(Operand(path, in: source))
        return read.count - 1
    }
}
