internal import Testing

@testable internal import Rehearsal

struct LinkTests {
    @Test func `what failed is tried again in its cycle, and at once when it changed`() {
        var link = Link(source: "1", name: "ann@x")
        link.fingerprint = "told"
        #expect(!link.isDue("told", in: 5) && link.isDue("changed", in: 5))
        link.fingerprint = "tried"
        link.failures = 2
        link.retryCycle = 6
        #expect(!link.isDue("tried", in: 5) && link.isDue("tried", in: 6))
        #expect(link.isDue("changed", in: 5))
    }
}
