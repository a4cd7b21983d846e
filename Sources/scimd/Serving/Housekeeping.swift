internal import Dispatch
internal import Logging
internal import SCIMProvider

/// What is done from time to time while the service runs.
struct Housekeeping {
    /// Seconds between two rounds.
    static let interval = 20

    private let round: @Sendable () -> Void
    private let timer: any DispatchSourceTimer

    /// Begins the rounds.
    init(tokenUse: TokenUse, requests: RequestMeter, store: any NetworkStore & JournalStore, logger: Logger) {
        round = {
            do {
                let uses = tokenUse.take()
                if !uses.isEmpty { try store.storeTokenUse(uses) }
                let contacts = requests.takeContacts()
                if !contacts.isEmpty { try store.add(contacts) }
            } catch {
                logger.warning("use of tokens not stored", metadata: ["error": "\(error)"])
            }
        }
        timer = DispatchSource.makeTimerSource(queue: DispatchQueue(label: "scimd.housekeeping"))
        timer.schedule(deadline: .now() + .seconds(Self.interval), repeating: .seconds(Self.interval))
        timer.setEventHandler(handler: round)
        timer.resume()
    }

    /// Ends the rounds and does what is left to do.
    func stop() {
        timer.cancel()
        round()
    }
}
