internal import Testing

@testable internal import SCIMProvider

struct RequestAllowanceTests {
    private static let second: Int64 = 1_000_000

    /// How many requests pass, of so many a second, each of so many.
    private func passed(
        _ allowance: inout RequestAllowance,
        rate: Int,
        asked: Int64,
        cost: Int = 1,
        seconds: Range<Int64>
    ) -> Int {
        var passed = 0
        for instant in stride(
            from: seconds.lowerBound * Self.second,
            to: seconds.upperBound * Self.second,
            by: Int(Self.second / asked)
        ) where allowance.admit(cost, of: rate, at: instant) == 0 {
            passed += 1
        }
        return passed
    }

    @Test(arguments: [50, 1_000, 10_000])
    func `what is asked below the rate passes always`(rate: Int) {
        var allowance = RequestAllowance()
        #expect(passed(&allowance, rate: rate, asked: 50, seconds: 1_000..<1_100) == 5_000)
        #expect(allowance.wait(at: 1_100 * Self.second) == 0)
    }

    @Test(arguments: [50, 1_000, 5_000])
    func `a flood gets what was saved, and then the rate`(rate: Int) {
        var allowance = RequestAllowance()
        let first = passed(&allowance, rate: rate, asked: 50_000, seconds: 1_000..<1_001)
        #expect(abs(first - 3 * rate) <= 1 + rate / 100)
        let later = passed(&allowance, rate: rate, asked: 50_000, seconds: 1_001..<1_021)
        #expect(abs(later - 20 * rate) <= 1 + rate / 100)
    }

    @Test func `the average holds with expensive requests too`() {
        var allowance = RequestAllowance()
        // One that counts as 500 is let in while anything is left, and owes the rest.
        let number = passed(&allowance, rate: 1_000, asked: 10_000, cost: 500, seconds: 0..<100)
        #expect((202...206).contains(number))
    }

    @Test func `a debt is waited for, and no longer than the longest`() {
        var allowance = RequestAllowance()
        allowance.take(2_001, of: 1_000, at: 0)
        #expect(allowance.wait(at: 0) == 1_000)
        #expect(allowance.wait(at: 1_000) == 0)
        allowance.take(1_000_000, of: 50, at: 0)
        #expect(allowance.wait(at: 0) == RequestAllowance.longestDebt)
        // The clock is set back by a day.
        #expect(allowance.wait(at: -86_400 * Self.second) == RequestAllowance.longestDebt)
    }
}
