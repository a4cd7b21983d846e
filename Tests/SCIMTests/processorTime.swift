internal import Glibc

/// The processor time of this thread that `body` takes: how busy the machine is does not matter.
func processorTime(of body: () throws -> Void) rethrows -> Duration {
    let start = processorTime
    try body()
    return processorTime - start
}

private var processorTime: Duration {
    var time = timespec()
    unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
}
