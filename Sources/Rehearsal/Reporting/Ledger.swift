package import Foundation
internal import SCIM

/// Everything a cycle did: counted, written to the report, and watched for a quarantine.
package actor Ledger {
    /// How far a cycle is.
    package struct Progress: Hashable, Sendable {
        /// What is being done: users, groups, references.
        package var phase = ""
        package var done = 0
        package var total = 0
    }

    /// Where actions are written, one JSON line each.
    private let report: FileHandle?
    private let keepsActions: Bool
    private let onProgress: @Sendable (Progress) -> Void
    private var progress = Progress()
    private var rule = QuarantineRule()
    /// The actions, when they are kept.
    package private(set) var actions: [Action] = []
    /// How often each kind of action succeeded.
    package private(set) var counts: [Action.Kind: Int] = [:]
    /// How often each code of a failure came, with the reason it came with first.
    package private(set) var failures: [String: (count: Int, example: String)] = [:]

    package init(
        report: FileHandle? = nil,
        keepsActions: Bool = false,
        onProgress: @escaping @Sendable (Progress) -> Void = { _ in }
    ) {
        self.report = report
        self.keepsActions = keepsActions
        self.onProgress = onProgress
    }

    /// Begins a phase of so many objects.
    func begin(_ phase: String, total: Int) {
        progress = Progress(phase: phase, total: total)
        onProgress(progress)
    }

    /// Adds objects to the phase.
    func extend(by count: Int) {
        progress.total += count
        onProgress(progress)
    }

    /// Takes down what was done for one object; throws when the job has to be quarantined.
    func record(_ action: Action) throws {
        progress.done += 1
        onProgress(progress)
        if let failure = action.failure {
            let known = failures[failure.code]
            failures[failure.code] = ((known?.count ?? 0) + 1, known?.example ?? "\(action.name): \(failure.reason)")
        } else {
            counts[action.kind, default: 0] += 1
        }
        if keepsActions { actions.append(action) }
        if let report {
            var line = action.document.bytes
            line.append(UInt8(ascii: "\n"))
            try report.write(contentsOf: line)
        }
        try rule.count(failed: action.failure != nil, isReference: action.isReference)
    }

    /// How many actions failed.
    package var failureCount: Int {
        failures.values.reduce(0) { $0 + $1.count }
    }
}
