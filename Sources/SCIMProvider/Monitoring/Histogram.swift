/// How often values lay below some bounds.
package struct Histogram: Sendable {
    /// The upper bounds, which belong to what they bound, in ascending order.
    package let bounds: [Double]
    /// How many values lay between each bound and the one before it; the last are those above all bounds.
    package private(set) var counts: [Int]
    package private(set) var sum = 0.0

    package init(bounds: [Double]) {
        self.bounds = bounds
        counts = Array(repeating: 0, count: bounds.count + 1)
    }

    /// How many values there were.
    package var count: Int {
        counts.reduce(0, +)
    }

    package mutating func record(_ value: Double) {
        counts[bounds.firstIndex { value <= $0 } ?? bounds.count] += 1
        sum += value
    }

    /// Adds the values of another one with the same bounds.
    package mutating func add(_ other: Histogram) {
        for (index, count) in other.counts.enumerated() { counts[index] += count }
        sum += other.sum
    }
}
