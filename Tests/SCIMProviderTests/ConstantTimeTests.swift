internal import Testing

@testable internal import SCIMProvider

struct ConstantTimeTests {
    private let bytes = [UInt8](repeating: 7, count: 1 << 18)

    /// The bytes with another one at a place.
    private func other(at index: Int) -> [UInt8] {
        var other = bytes
        other[index] = 8
        return other
    }

    @Test func `only the same bytes are equal`() {
        #expect(bytes.equalsInConstantTime(Array(bytes)))
        #expect([UInt8]().equalsInConstantTime([]))
        for index in [0, bytes.count / 2, bytes.count - 1] {
            #expect(!bytes.equalsInConstantTime(other(at: index)))
        }
        #expect(!bytes.equalsInConstantTime(bytes.dropLast()))
        #expect(!bytes.dropLast().equalsInConstantTime(bytes))
    }

    /// A comparison that ended with the first difference would take a hundred-thousandth of the time.
    @Test func `the place of the first difference takes no less time`() {
        let same = Array(bytes)
        let different = other(at: 0)
        let rounds = (0..<9).map { _ in (time(of: same), time(of: different)) }
        let early = rounds.map(\.1).min() ?? .zero
        let late = rounds.map(\.0).min() ?? .zero
        #expect(early > late / 2)
        #expect(late > early / 2)
    }

    private func time(of other: [UInt8]) -> Duration {
        ContinuousClock().measure { _ = bytes.equalsInConstantTime(other) }
    }
}
