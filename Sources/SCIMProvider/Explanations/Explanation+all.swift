extension Explanation {
    /// All there are, those about the connection first.
    package static let all: [Explanation] = connection + changes + surprises
}
