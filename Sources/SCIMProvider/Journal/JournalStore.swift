/// Where is kept what happened in networks.
package protocol JournalStore: Sendable {
    /// Records refused requests; those that name no network there is are left out.
    func record(_ refusals: [RefusalRecord]) throws
}
