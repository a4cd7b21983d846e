internal import Glibc
internal import Synchronization

/// Whether a command that goes on and on was asked to end.
final class StopFlag: Sendable {
    /// How many seconds a command has to end by itself: it may wait for somebody who does not read.
    private static let patience: UInt32 = 1

    private let flag = Atomic(false)

    var isSet: Bool {
        flag.load(ordering: .relaxed)
    }

    /// A flag that SIGINT and SIGTERM set, and behind which the process ends with status 0.
    static func onSignal() -> StopFlag {
        let stop = StopFlag()
        TerminationSignals()
            .onSignal {
                stop.flag.store(true, ordering: .relaxed)
                sleep(patience)
                exit(0)
            }
        return stop
    }
}
