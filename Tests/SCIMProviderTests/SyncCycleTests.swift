internal import SCIM
internal import Testing

@testable internal import SCIMProvider

struct SyncCycleTests {
    private func minute(_ number: Int64) -> DateTime {
        DateTime(microseconds: number * 60_000_000)
    }

    private func change(_ operation: ResourceChange.Operation, at minute: Int64, active: Bool? = nil) -> JournalEntry {
        let after: JSONObject = active.map { ["active": .bool($0)] } ?? ["title": "x"]
        return JournalEntry(
            number: minute,
            time: DateTime(microseconds: minute * 60_000_000 + 1),
            tokenID: 1,
            tokenLabel: nil,
            requestID: nil,
            client: nil,
            event: .change(
                ResourceChange(
                    operation: operation,
                    type: "User",
                    id: "1",
                    version: 1,
                    before: operation == .create ? nil : ["active": true],
                    after: operation == .delete ? nil : after,
                    addedMembers: [],
                    removedMembers: []
                )
            )
        )
    }

    @Test func `a pause of ten minutes ends a cycle`() {
        let contacts = [(minute(0), 5), (minute(1), 5), (minute(10), 1), (minute(21), 7)]
        let cycles = SyncCycle.cycles(of: contacts.map { (minute: $0.0, requests: $0.1) }, [])
        #expect(cycles.map(\.requests) == [11, 7])
        #expect(cycles.map(\.seconds) == [660, 60])
    }

    @Test func `entries belong to the cycle in whose time they lie`() {
        let contacts = [(minute: minute(0), requests: 1), (minute: minute(40), requests: 1)]
        let entries = [
            change(.create, at: 0), change(.update, at: 0), change(.update, at: 40, active: false),
            change(.update, at: 40, active: true), change(.delete, at: 40), change(.create, at: 20),
        ]
        let cycles = SyncCycle.cycles(of: contacts, entries)
        #expect(cycles.map { [$0.created, $0.updated, $0.disabled, $0.deleted] } == [[1, 1, 0, 0], [0, 1, 1, 1]])
    }

    @Test(arguments: [([], 4_800), ([0, 40, 80], 4_800), ([0, 120, 240, 360], 14_400), ([0, 12, 24, 36], 4_800)])
    func `patience is two intervals, and those of Entra at least`(_ starts: [Int64], _ seconds: Int) {
        let cycles = SyncCycle.cycles(of: starts.map { (minute: minute($0), requests: 1) }, [])
        #expect(SyncCycle.patience(after: cycles) == seconds)
    }
}
