/// What a store tells of its work in this process.
package struct StoreStatistics: Sendable {
    /// How many writes shared a commit.
    package let commitSizes: Histogram
    /// How many commits failed, each with all its writes.
    package let failedCommits: Int
    /// How many writes wait for a commit.
    package let waitingWrites: Int
    package let databaseBytes: Int
    /// How long the write-ahead log is.
    package let logBytes: Int

    package init(commitSizes: Histogram, failedCommits: Int, waitingWrites: Int, databaseBytes: Int, logBytes: Int) {
        self.commitSizes = commitSizes
        self.failedCommits = failedCommits
        self.waitingWrites = waitingWrites
        self.databaseBytes = databaseBytes
        self.logBytes = logBytes
    }
}
