internal import Dispatch
internal import Glibc

/// SIGTERM and SIGINT, taken from the moment this is made.
final class TerminationSignals {
    private let sources: [any DispatchSourceSignal]

    init() {
        sources = [SIGTERM, SIGINT]
            .map { number in
                // The source hears of the signal only when its default, which is to end the process, is off.
                signal(number, SIG_IGN)
                return DispatchSource.makeSignalSource(signal: number, queue: .global())
            }
    }

    /// Calls `handler` at each signal, those that came before included.
    func onSignal(_ handler: @escaping @Sendable () -> Void) {
        for source in sources {
            source.setEventHandler(handler: handler)
            source.resume()
        }
    }
}
