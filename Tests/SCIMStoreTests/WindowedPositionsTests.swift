internal import SCIM
internal import SCIMProvider
internal import Testing

@testable internal import SCIMStore

struct WindowedPositionsTests {
    /// Many more than are kept, in an order that is neither of the two; each third has no sort key of its own.
    private static let positions = (0..<5_000)
        .map { number in
            let shuffled = number * 1_237 % 5_000
            return Position(sortKey: .text("\(shuffled / 3)"), key: Int64(shuffled))
        }

    @Test(
        arguments: [
            .offset(0), .offset(1), .offset(2_500), .offset(4_995), .offset(5_000), .offset(.max), .after(nil),
            .after(positions[17]), .after(positions[4_000]), .before(positions[17]), .before(positions[4_000]),
        ] as [ListQuery.Window],
        [false, true]
    )
    func `they are those of all in order`(window: ListQuery.Window, isDescending: Bool) {
        let all = Self.positions.sorted { $0.precedes($1, isDescending: isDescending) }
        let range: Range<Int>
        switch window {
        case .offset(let offset): range = min(offset, 5_000)..<min(min(offset, 5_000) + 10, 5_000)
        case .after(let bound):
            let start = bound.map { all.firstIndex(of: $0)! + 1 } ?? 0
            range = start..<min(start + 10, 5_000)
        case .before(let bound):
            let end = all.firstIndex(of: bound)!
            range = max(0, end - 10)..<end
        }
        var windowed = WindowedPositions(
            ListQuery(parts: [], isDescending: isDescending, window: window, limit: 10)
        )
        for position in Self.positions { windowed.append(position, part: 0) }
        #expect(windowed.places().map(\.position) == Array(all[range]))
        #expect(windowed.total == 5_000)
        #expect(windowed.hasPrevious == (range.lowerBound > 0))
        #expect(windowed.hasNext == (range.upperBound < 5_000))
    }
}
