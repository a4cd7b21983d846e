/// How a cycle ended.
package struct Verdict: Hashable, Sendable {
    /// What is said of it.
    package let text: String
    /// The exit status: 0 all went well, 1 something failed or waits to be tried again, 2 quarantine.
    package let status: Int32

    private init(_ text: String, _ status: Int32) {
        self.text = text
        self.status = status
    }

    /// A cycle of a number that came to its end; `waiting` tells how many objects failed, now or before, by the cycle that
    /// tries them again.
    package init(cycle: Int, failures: Int, waiting: [Int: Int]) {
        guard failures > 0 || !waiting.isEmpty else {
            self.init("Everything the directory says is in the application.", 0)
            return
        }
        let sentences = [
            failures > 0 ? Self.failed(failures) : nil, waiting.isEmpty ? nil : Self.waiting(waiting, after: cycle),
        ]
        self.init(sentences.compactMap { $0 }.joined(separator: " "), 1)
    }

    /// One person was provisioned on demand.
    package init(onDemand name: String, failures: Int) {
        if failures > 0 {
            self.init(Self.failed(failures), 1)
        } else {
            self.init("What the directory says of \(name) is in the application, groups aside.", 0)
        }
    }

    /// The job had to stop.
    package init(_ quarantine: Quarantine) {
        self.init("Quarantine (\(quarantine.code)): \(quarantine.reason). \(quarantine.consequence)", 2)
    }

    private static func failed(_ count: Int) -> String {
        count == 1
            ? "1 action failed; a later cycle tries it again."
            : "\(count) actions failed; later cycles try them again."
    }

    private static func waiting(_ waiting: [Int: Int], after cycle: Int) -> String {
        // What an earlier cycle should have tried, and did not come to, is for the next.
        var counts: [Int: Int] = [:]
        for (retryCycle, count) in waiting { counts[max(retryCycle, cycle + 1), default: 0] += count }
        let total = counts.values.reduce(0, +)
        let cycles = counts.sorted { $0.key < $1.key }.map { "\($0.value) for cycle \($0.key)" }
        let objects = total == 1 ? "1 object waits" : "\(total) objects wait"
        return "\(objects) to be tried again, \(cycles.joined(separator: ", ")); this was cycle \(cycle)."
    }
}
