/// Finds the places of a list at which values have something.
///
/// What a place has no longer is not forgotten before somebody looks for it, so each place is looked at before it is trusted.
struct PlaceIndex {
    private var places: [JSON: [Int]] = [:]
    /// How many of the list's writes are noted; `nil` before anything is.
    var knownWrites: Int?

    /// Notes what the value at a place has.
    mutating func note(_ part: JSON, at place: Int) {
        // A value that is written again and again is one place.
        if places[part]?.last != place { places[part, default: []].append(place) }
    }

    /// Whether some place has a part; `isThere` tells whether a place still does.
    mutating func contains(_ part: JSON, where isThere: (Int) -> Bool) -> Bool {
        while let place = places[part]?.last {
            if isThere(place) { return true }
            places[part]?.removeLast()
        }
        return false
    }

    /// All places that may have a part.
    func noted(_ part: JSON) -> [Int] {
        places[part] ?? []
    }

    /// Takes out all places that may have a part.
    mutating func take(_ part: JSON) -> [Int] {
        places.removeValue(forKey: part) ?? []
    }
}
