import SCIMProvider
import SCIMStore

extension SQLiteStore {
    /// Runs `body` against one state of a network.
    func read<Result>(in network: Network, _ body: (any ResourceReader) throws -> Result) throws -> Result {
        try read { try body($0.reader(of: network)) }
    }
}
