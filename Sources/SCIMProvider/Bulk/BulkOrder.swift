/// The order in which the operations of a Bulk request can be carried out.
///
/// What an operation refers to comes before it, whatever the order in the request; operations that refer to each other
/// in a circle are one step. Otherwise the order of the request is kept. The steps are the strongly connected components
/// of Tarjan (1972).
struct BulkOrder {
    /// The indexes of the operations, step by step.
    private(set) var steps: [[Int]] = []

    private let references: [[Int]]
    private var visits = 0
    private var number: [Int?]
    private var lowest: [Int]
    private var isOpen: [Bool]
    private var open: [Int] = []

    /// Orders operations by the indexes of those that each refers to.
    init(references: [[Int]]) {
        self.references = references
        number = Array(repeating: nil, count: references.count)
        lowest = Array(repeating: 0, count: references.count)
        isOpen = Array(repeating: false, count: references.count)
        for index in references.indices where number[index] == nil { visit(index) }
    }

    private mutating func visit(_ index: Int) {
        let mine = visits
        visits += 1
        number[index] = mine
        lowest[index] = mine
        open.append(index)
        isOpen[index] = true
        for other in references[index] {
            if let number = number[other] {
                if isOpen[other] { lowest[index] = min(lowest[index], number) }
            } else {
                visit(other)
                lowest[index] = min(lowest[index], lowest[other])
            }
        }
        guard lowest[index] == mine, let start = open.lastIndex(of: index) else { return }
        let step = open[start...]
        open.removeSubrange(start...)
        for member in step { isOpen[member] = false }
        steps.append(step.sorted())
    }
}
