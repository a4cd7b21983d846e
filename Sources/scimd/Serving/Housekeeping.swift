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
    init(tokenUse: TokenUse, store: any NetworkStore, logger: Logger) {
        round = {
            let uses = tokenUse.take()
            guard !uses.isEmpty else { return }
            do {
                try store.storeTokenUse(uses)
            } catch {
                logger.warning("last use of tokens not stored", metadata: ["error": "\(error)"])
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
