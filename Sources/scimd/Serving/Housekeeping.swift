internal import Dispatch
internal import Logging
internal import SCIM
internal import SCIMProvider

/// What is done from time to time while the service runs.
struct Housekeeping {
    /// Seconds between two rounds.
    static let interval = 20
    /// How many entries of the journal are deleted in one transaction, and how many transactions a round has at most: no
    /// write waits long for them.
    private static let stepSize = 500
    private static let maximumSteps = 20

    private let round: @Sendable () -> Void
    private let timer: any DispatchSourceTimer

    /// Begins the rounds.
    ///
    /// Entries of the journal are kept for so many days, or for ever.
    init(
        tokenUse: TokenUse,
        requests: RequestMeter,
        journalDays: Int?,
        store: any NetworkStore & JournalStore,
        logger: Logger
    ) {
        round = {
            do {
                let uses = tokenUse.take()
                if !uses.isEmpty { try store.storeTokenUse(uses) }
                let contacts = requests.takeContacts()
                if !contacts.isEmpty { try store.add(contacts) }
                if let journalDays { try Self.deleteEntries(olderThan: journalDays, in: store) }
            } catch {
                logger.warning("housekeeping failed", metadata: ["error": "\(error)"])
            }
        }
        timer = DispatchSource.makeTimerSource(queue: DispatchQueue(label: "scimd.housekeeping"))
        timer.schedule(deadline: .now() + .seconds(Self.interval), repeating: .seconds(Self.interval))
        timer.setEventHandler(handler: round)
        timer.resume()
    }

    private static func deleteEntries(olderThan days: Int, in store: any JournalStore) throws {
        let instant = DateTime(microseconds: DateTime.now.microseconds - Int64(days) * 86_400 * 1_000_000)
        for _ in 0..<maximumSteps {
            guard try store.deleteEntries(before: instant, limit: stepSize) == stepSize else { return }
        }
    }

    /// Ends the rounds and does what is left to do.
    func stop() {
        timer.cancel()
        round()
    }
}
