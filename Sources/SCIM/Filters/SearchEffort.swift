/// How much one search looks at where no index tells what it finds: not more than a client waits for.
///
/// The same search of the same resources is refused on every machine, however busy that is.
package struct SearchEffort {
    /// How many bytes may be read for one search: a million users and two dozen comparisons, in seconds.
    static let limit = 4_000_000_000
    /// As many bytes are read in the time of a comparison with one value, or fewer.
    static let bytesOfComparison = 120

    private var bytes = 0

    package init() {}

    /// Counts a resource of so many bytes, what was read of which is held against so many comparisons next.
    package mutating func spend(reading size: Int, _ attributes: JSONObject, comparisons: Int) throws(SCIMError) {
        bytes += size + comparisons * attributes.comparedSize
        guard bytes <= Self.limit else {
            throw .tooMany(
                "no index answers this search, and it would have to look at more than one request may: use a filter such "
                    + "as userName eq, or one of fewer comparisons"
            )
        }
    }
}

extension JSONObject {
    /// What a comparison costs with the attribute that takes longest.
    fileprivate var comparedSize: Int {
        members.reduce(SearchEffort.bytesOfComparison) { max($0, $1.value.comparedSize) }
    }
}

extension JSON {
    fileprivate var comparedSize: Int {
        switch self {
        case .array(let values): SearchEffort.bytesOfComparison * values.count + textSize
        case .object(let object): object.comparedSize
        default: SearchEffort.bytesOfComparison + textSize
        }
    }
}
