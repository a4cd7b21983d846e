extension Filter {
    /// How many comparisons a source is held against at most.
    package var comparisonCount: Int {
        switch self {
        case .and(let filters), .or(let filters): filters.reduce(0) { $0 + $1.comparisonCount }
        case .not(let filter), .anyValue(_, let filter): filter.comparisonCount
        case .comparison, .present, .nothing: 1
        }
    }
}
