internal import Dispatch
internal import Logging
internal import SCIM
internal import SCIMProvider
internal import Synchronization

/// Puts refused requests into the journal, some time after they were answered, many in one transaction.
///
/// Whoever finds the service may send requests without end, so only so many a minute are recorded of requests without a
/// valid secret token, or beyond the rate of a network, and more of all others; the rest is counted.
final class RefusalRecorder: Sendable {
    private static let delay = DispatchTimeInterval.milliseconds(100)
    /// How many are recorded within a minute.
    private static let authorizedLimit = 6_000
    private static let unauthorizedLimit = 60
    private static let excessLimit = 60

    private struct State {
        var waiting: [RefusalRecord] = []
        var isScheduled = false
        var minute: Int64 = 0
        var authorized = 0
        var unauthorized = 0
        /// Those that were more than a network may send.
        var excess = 0

        mutating func admits(_ record: RefusalRecord) -> Bool {
            if record.refusal.error.status == 429 {
                excess += 1
                return excess <= RefusalRecorder.excessLimit
            }
            if record.tokenID != nil {
                authorized += 1
                return authorized <= RefusalRecorder.authorizedLimit
            }
            unauthorized += 1
            return unauthorized <= RefusalRecorder.unauthorizedLimit
        }
    }

    private let store: any JournalStore
    private let logger: Logger
    private let state = Mutex(State())
    private let unrecorded = Atomic(0)
    private let queue = DispatchQueue(label: "scimd.refusals")

    init(store: any JournalStore, logger: Logger) {
        self.store = store
        self.logger = logger
    }

    /// How many were too many to record.
    var unrecordedCount: Int {
        unrecorded.load(ordering: .relaxed)
    }

    func record(_ response: Response, to request: Request, at time: DateTime) {
        guard !response.trace.refusals.isEmpty else { return }
        let records = response.trace.refusals.map { RefusalRecord($0, of: request, response.trace, at: time) }
        let mustSchedule = state.withLock { state in
            let minute = time.microseconds / 60_000_000
            if state.minute != minute {
                state.minute = minute
                state.authorized = 0
                state.unauthorized = 0
                state.excess = 0
            }
            for record in records {
                if state.admits(record) {
                    state.waiting.append(record)
                } else {
                    unrecorded.add(1, ordering: .relaxed)
                }
            }
            guard !state.waiting.isEmpty else { return false }
            defer { state.isScheduled = true }
            return !state.isScheduled
        }
        if mustSchedule { queue.asyncAfter(deadline: .now() + Self.delay) { self.writeOut() } }
    }

    /// Records what waits, before the process ends.
    func flush() {
        queue.sync { writeOut() }
    }

    private func writeOut() {
        let records = state.withLock { state in
            defer {
                state.waiting = []
                state.isScheduled = false
            }
            return state.waiting
        }
        guard !records.isEmpty else { return }
        do {
            try store.record(records)
        } catch {
            unrecorded.add(records.count, ordering: .relaxed)
            logger.warning(
                "refused requests not recorded",
                metadata: ["error": "\(error)", "count": "\(records.count)"]
            )
        }
    }
}
