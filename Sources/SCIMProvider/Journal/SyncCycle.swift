package import SCIM

/// Requests that came without a long pause between them, and what they changed: what an identity provider does in one go.
package struct SyncCycle: Sendable {
    /// Minutes without a request that end a cycle; Entra pauses for about 40.
    private static let pause: Int64 = 10
    /// How often Entra comes, where too few cycles are known to tell.
    private static let usualInterval: Int64 = 40

    package private(set) var start: DateTime
    /// The end of the last minute with a request.
    package private(set) var end: DateTime
    package private(set) var requests = 0
    package private(set) var created = 0
    package private(set) var updated = 0
    package private(set) var disabled = 0
    package private(set) var deleted = 0
    package private(set) var refused = 0

    package var seconds: Int {
        Int((end.microseconds - start.microseconds) / 1_000_000)
    }

    private static let minute: Int64 = 60_000_000

    private init(minute: DateTime) {
        start = minute
        end = DateTime(microseconds: minute.microseconds + Self.minute)
    }

    /// The cycles of minutes with their requests, the oldest first, and of journal entries in whatever order.
    package static func cycles(
        of contacts: [(minute: DateTime, requests: Int)],
        _ entries: [JournalEntry]
    ) -> [SyncCycle] {
        var cycles: [SyncCycle] = []
        for (minute, requests) in contacts {
            let isPause =
                cycles.last.map { minute.microseconds - $0.end.microseconds >= Self.pause * Self.minute } ?? true
            if isPause { cycles.append(SyncCycle(minute: minute)) }
            cycles[cycles.count - 1].end = DateTime(microseconds: minute.microseconds + Self.minute)
            cycles[cycles.count - 1].requests += requests
        }
        for entry in entries {
            // Refusals without a valid token are no contacts, and may lie outside of all cycles.
            guard let index = cycles.lastIndex(where: { $0.start <= entry.time }), entry.time <= cycles[index].end
            else {
                continue
            }
            cycles[index].count(entry)
        }
        return cycles
    }

    /// How long after the last cycle it is quiet for too long: two intervals between cycles, in seconds.
    package static func patience(after cycles: [SyncCycle]) -> Int {
        let gaps = zip(cycles, cycles.dropFirst()).map { $1.start.microseconds - $0.start.microseconds }.sorted()
        let usual = usualInterval * minute
        let interval = gaps.count < 3 ? usual : max(usual, gaps[gaps.count / 2])
        return Int(2 * interval / 1_000_000)
    }

    private mutating func count(_ entry: JournalEntry) {
        switch entry.event {
        case .refusal: refused += 1
        case .change(let change):
            switch change.operation {
            case .create: created += 1
            case .delete: deleted += 1
            case .update: if change.disables { disabled += 1 } else { updated += 1 }
            }
        }
    }
}
