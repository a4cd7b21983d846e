internal import Synchronization

/// A place for one connection, which is opened when it is needed first.
///
/// `@unchecked`, because only the thread that has taken the place touches the reader.
final class ReaderPlace: @unchecked Sendable {
    /// What became of the state that the connection keeps.
    private enum Use: UInt8, AtomicRepresentable {
        case ended
        case idle
        case used
    }

    private let isTaken = Atomic(false)
    private let use = Atomic(Use.ended)
    private var reader: Reader?

    /// Takes the place, if nobody else has it.
    func take() -> Bool {
        !isTaken.exchange(true, ordering: .acquiring)
    }

    /// Leaves the place, which was taken, to others.
    func give() {
        isTaken.store(false, ordering: .releasing)
    }

    /// The connection of a place that was taken, to be used.
    func reader(open: () throws -> Reader) throws -> Reader {
        use.store(.used, ordering: .relaxed)
        let reader = try reader ?? open()
        self.reader = reader
        return reader
    }

    /// Ends what the connection keeps when it has not been used since the last call; says whether it keeps something still.
    func endIfIdle() -> Bool {
        switch use.load(ordering: .relaxed) {
        case .ended: return false
        case .used:
            use.store(.idle, ordering: .relaxed)
            return true
        case .idle: return !end()
        }
    }

    /// Ends what the connection keeps, unless somebody uses it; says whether it did.
    @discardableResult
    func end() -> Bool {
        guard take() else { return false }
        defer { give() }
        reader?.snapshot.end()
        use.store(.ended, ordering: .relaxed)
        return true
    }
}
