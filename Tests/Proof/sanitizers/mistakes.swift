import Dispatch
import Synchronization

/// A number that many threads change.
final class Counter: @unchecked Sendable {
    let mutex = Mutex(())
    var value = 0
}

let counter = Counter()

/// Counts in four threads at once.
func count(_ body: @escaping @Sendable () -> Void) {
    let group = DispatchGroup()
    for _ in 0..<4 {
        DispatchQueue.global().async(group: group) { for _ in 0..<20_000 { body() } }
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
