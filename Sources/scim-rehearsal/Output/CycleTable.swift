internal import Rehearsal
internal import Terminal

/// What a cycle did, in numbers.
struct CycleTable: CustomStringConvertible {
    let description: String

    init(_ ledger: Ledger) async {
        var table = TextTable(["ACTION", "NUMBER"])
        let counts = await ledger.counts
        for kind in Action.Kind.allCases {
            let isAlwaysShown = [.create, .update, .disable, .restore, .delete, .unchanged].contains(kind)
            guard isAlwaysShown || counts[kind] != nil else { continue }
            table.append([kind.title, String(counts[kind] ?? 0)])
        }
        var examples: [String] = []
        for (code, failure) in await ledger.failures.sorted(by: { $0.value.count > $1.value.count }) {
            table.append(["failed: \(code)", String(failure.count)])
            examples.append("\(code), for example \(failure.example)")
            examples.append("  \(ServiceFailure.recommendedAction(of: code))")
        }
        description = ([table.description] + examples).joined(separator: "\n")
    }
}
