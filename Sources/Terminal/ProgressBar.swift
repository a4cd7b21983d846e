internal import Foundation
internal import Synchronization

/// Tells on standard error how far long work is: a bar on a terminal, a line every few seconds elsewhere.
///
/// Elsewhere nothing is told of work that is done before the first line is due.
package final class ProgressBar: Sendable {
    private struct Shown {
        var phase = ""
        var start = ContinuousClock.now
        var last: ContinuousClock.Instant?
        var isOpen = false
        var isBegun = false
    }

    private let isTerminal = isatty(STDERR_FILENO) == 1
    private let shown = Mutex(Shown())

    package init() {}

    /// Tells that `done` of `total` things of a phase are done.
    package func show(_ phase: String, done: Int, total: Int) {
        shown.withLock { shown in
            let now = ContinuousClock.now
            if phase != shown.phase {
                Self.close(&shown)
                shown = Shown(phase: phase, start: now, last: isTerminal ? nil : now)
            }
            let pause: Duration = isTerminal ? .milliseconds(100) : .seconds(5)
            let isEnd = done == total && (isTerminal || shown.isBegun)
            guard isEnd || shown.last.map({ now - $0 >= pause }) ?? true else { return }
            guard total > 0 else { return }
            shown.last = now
            shown.isBegun = true
            let text = Self.text(phase, done, total, elapsed: now - shown.start, isTerminal: isTerminal)
            StandardError.show(isTerminal ? "\r\u{1B}[K\(text)" : "\(text)\n")
            shown.isOpen = isTerminal
        }
    }

    /// Ends the line of a bar, so that what follows stands on a line of its own.
    package func close() {
        shown.withLock { Self.close(&$0) }
    }

    private static func close(_ shown: inout Shown) {
        guard shown.isOpen else { return }
        shown.isOpen = false
        StandardError.show("\n")
    }

    private static func text(_ phase: String, _ done: Int, _ total: Int, elapsed: Duration, isTerminal: Bool) -> String
    {
        let seconds = max(0.001, Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18)
        let rate = Double(done) / seconds
        var text = "\(phase) \(done)/\(total)"
        if isTerminal {
            let filled = total == 0 ? 30 : min(30, 30 * done / total)
            text =
                "\(phase) [" + String(repeating: "█", count: filled) + String(repeating: "·", count: 30 - filled) + "] "
                + "\(done)/\(total)"
        }
        guard done > 0 else { return text }
        text += String(format: ", %.0f a second", rate)
        if done < total { text += ", \(Int((Double(total - done) / rate).rounded(.up))) s left" }
        return text
    }
}
