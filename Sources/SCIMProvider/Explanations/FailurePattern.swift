internal import SCIM

/// Which failures something is about; what is not named does not matter.
struct FailurePattern: Sendable {
    var status: Int?
    var scimType: SCIMType?
    /// The method or the beginning of a path within the target.
    var target: String?
    /// Words that the text of the error has.
    var words: String?

    /// How much of the pattern a failure was held against, or `nil` when it is not of the pattern.
    ///
    /// A failure of which less is known than the pattern names is of it only by its words.
    func weight(of failure: Failure) -> Int? {
        var weight = 0
        if let words {
            guard failure.detail.lowercased().contains(words.lowercased()) else { return nil }
            weight += words.utf8.count
        }
        for (wanted, known) in [
            (status.map(String.init), failure.status.map(String.init)), (scimType?.rawValue, failure.scimType),
        ] {
            guard let wanted else { continue }
            guard let known else {
                guard words != nil else { return nil }
                continue
            }
            guard wanted == known else { return nil }
            weight += 1
        }
        if let target, let known = failure.target {
            guard known.contains(target) else { return nil }
            weight += 2
        } else if target != nil, words == nil {
            return nil
        }
        return weight
    }
}
