internal import Testing

@testable internal import Rehearsal

struct VerdictTests {
    @Test func `all is well only when nothing failed and nothing waits`() {
        let good = Verdict(cycle: 3, failures: 0, waiting: [:])
        #expect(good.status == 0 && good.text == "Everything the directory says is in the application.")
        let waits = Verdict(cycle: 3, failures: 0, waiting: [4: 1])
        #expect(waits.status == 1)
        #expect(waits.text == "1 object waits to be tried again, 1 for cycle 4; this was cycle 3.")
    }

    @Test func `what failed is told with the cycles that try it again`() {
        let verdict = Verdict(cycle: 7, failures: 2, waiting: [15: 1, 8: 2, 1: 3])
        #expect(verdict.status == 1)
        let failed = "2 actions failed; later cycles try them again."
        let waits = "6 objects wait to be tried again, 5 for cycle 8, 1 for cycle 15; this was cycle 7."
        #expect(verdict.text == "\(failed) \(waits)")
    }

    @Test func `on demand the others are not judged`() {
        #expect(Verdict(onDemand: "ann@x", failures: 0).status == 0)
        #expect(Verdict(onDemand: "ann@x", failures: 1).text == "1 action failed; a later cycle tries it again.")
    }

    @Test func `a quarantine comes before all`() {
        let verdict = Verdict(Quarantine("TooManyDeletes", "too many"))
        #expect(verdict.status == 2 && verdict.text.hasPrefix("Quarantine (TooManyDeletes): too many. "))
    }
}
