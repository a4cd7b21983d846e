/// How much a client may ask for at once in every network; `/ServiceProviderConfig` announces it.
package struct Limits: Sendable {
    /// How many bytes the body of a request has at most.
    package var maximumBodySize = 4 * 1_024 * 1_024
    /// How many bytes the body of a request has that may be read beside others of its network.
    package var quickBodySize = 64 * 1_024
    /// How many bytes the resources of a page have, about, however many were asked for; one may have more alone.
    package var maximumPageSize = 16 * 1_024 * 1_024
    /// How many bytes a page has that may be written beside others of its network.
    package var quickPageSize = 4 * 1_024 * 1_024
    /// How many bytes a line of an import has at most: a group may have a million members.
    package var maximumImportedSize = 128 * 1_024 * 1_024
    /// How many operations a Bulk request has at most.
    package var maximumBulkOperations = 1_000
    /// How many passwords a request may set: to hash one takes some 40 ms on purpose.
    package var maximumPasswords = 20
    /// How many members a group may have for the answer to a PATCH to hold it whole; beyond that it is 204.
    package var maximumMembersInPatchAnswer = 100
    /// How many seconds a cursor is good for.
    package var cursorTimeout = 3_600

    package init() {}
}
