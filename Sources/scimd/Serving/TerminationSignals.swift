internal import Dispatch
internal import Glibc

/// SIGTERM and SIGINT, which wait to be asked for from the moment this is made.
///
/// It is made before there is a second thread: each thread inherits that the signals are blocked, so they reach the one
/// that waits for them, also those that came early.
@safe struct TerminationSignals: Sendable {
    private let signals: sigset_t

    init() {
        var signals = sigset_t()
        unsafe sigemptyset(&signals)
        unsafe sigaddset(&signals, SIGTERM)
        unsafe sigaddset(&signals, SIGINT)
        unsafe pthread_sigmask(SIG_BLOCK, &signals, nil)
        self.signals = signals
    }

    /// Calls `handler` at the first signal, from a thread of its own.
    func onSignal(_ handler: @escaping @Sendable () -> Void) {
        DispatchQueue(label: "scimd.signals")
            .async {
                var waited = signals
                var number: Int32 = 0
                unsafe sigwait(&waited, &number)
                handler()
            }
    }
}
