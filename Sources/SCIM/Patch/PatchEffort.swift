/// How much the operations of one request do, all PATCH operations of a Bulk request together: not more than others can be
/// kept waiting for.
///
/// A body of 4 MiB has room for thousands of operations, each of which may look through all values of a list.
package final class PatchEffort {
    /// How many steps one request may take; a comparison is one.
    static let limit = 20_000_000
    /// How many bytes are searched in one step.
    static let bytesOfStep = 64
    /// How many steps it takes to note a value that was written, beside one for each of its bytes.
    private static let stepsOfValue = 100

    private var steps = 0

    package init() {}

    /// Counts steps before they are taken.
    package func spend(_ more: Int) throws(SCIMError) {
        steps += more
        guard steps <= Self.limit else { throw .tooMuchEffort }
    }

    /// Counts steps that must be possible once, however many they are: only what follows them is refused.
    package func note(_ more: Int) throws(SCIMError) {
        guard steps <= Self.limit else { throw .tooMuchEffort }
        steps += more
    }

    /// Counts the steps of noting a value.
    func spend(writing value: JSON) throws(SCIMError) {
        try spend(Self.stepsOfValue + value.textSize)
    }
}

extension SCIMError {
    fileprivate static let tooMuchEffort = tooMany(
        "the operations look through more values than one request may: send some of them in another request, or a shorter "
            + "filter"
    )
}
