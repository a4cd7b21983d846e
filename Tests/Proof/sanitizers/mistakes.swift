import Dispatch
import Glibc
import Synchronization

/// A number that many threads change.
final class Counter: @unchecked Sendable {
    let mutex = Mutex(())
    var value = 0
}

let counter = Counter()

/// How many threads are ready to count.
let ready = Atomic(0)

/// Counts in four threads at once, however few processors there are: each queue has a thread of its own.
func count(_ body: @escaping @Sendable () -> Void) {
    let group = DispatchGroup()
    for number in 0..<4 {
        DispatchQueue(label: "counter \(number)")
            .async(group: group) {
                // Relaxed, for else the sanitizer would take the one for the cause of the other.
                ready.add(1, ordering: .relaxed)
                while ready.load(ordering: .relaxed) < 4 { sched_yield() }
                for _ in 0..<20_000 { body() }
            }
    }
    group.wait()
}

switch CommandLine.arguments[1] {
case "race":
    count { counter.value += 1 }
case "mutex":
    count { counter.mutex.withLock { _ in counter.value += 1 } }
case "overrun":
    let numbers = UnsafeMutablePointer<Int>.allocate(capacity: 4)
    numbers.initialize(repeating: 0, count: 4)
    print(numbers[CommandLine.arguments.count + 2])
default:
    break
}
