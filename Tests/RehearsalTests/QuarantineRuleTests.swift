internal import Testing

@testable internal import Rehearsal

/// Microsoft's numbers: more than 40 % once 5,000 failed, or more than 40,000, or more than 60,000 with references.
struct QuarantineRuleTests {
    /// After how many events, of which each so-and-so-many-th goes well, the job is quarantined.
    private func events(goodEvery: Int?, isReference: Bool = false, limit: Int = 200_000) -> Int? {
        var rule = QuarantineRule()
        for number in 1...limit {
            do {
                try rule.count(failed: goodEvery.map { number % $0 != 0 } ?? true, isReference: isReference)
            } catch {
                return number
            }
        }
        return nil
    }

    @Test func `nothing is judged before 5,000 failures`() {
        #expect(events(goodEvery: nil, limit: 4_999) == nil)
        #expect(events(goodEvery: nil) == 5_000)
        // Half of all events fail.
        #expect(events(goodEvery: 2) == 9_999)
    }

    @Test func `a small share of failures is borne up to 40,000 of them`() throws {
        var rule = QuarantineRule()
        for _ in 0..<200_000 { try rule.count(failed: false, isReference: false) }
        for _ in 0..<40_000 { try rule.count(failed: true, isReference: false) }
        #expect(throws: Quarantine.self) { try rule.count(failed: true, isReference: false) }
    }

    @Test func `references count for the greatest number alone`() {
        #expect(events(goodEvery: nil, isReference: true) == 60_001)
    }
}
