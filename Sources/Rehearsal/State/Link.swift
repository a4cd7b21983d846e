/// What a provisioning job remembers of one object: whom it is in the application, and what was last told.
package struct Link: Hashable, Sendable {
    /// How the object stands in the application.
    package enum Status: String, Hashable, Sendable {
        /// Nothing was told of it yet: it failed, or was disabled from the start.
        case absent
        case provisioned
        /// Disabled although assigned: who is then deleted for good is deleted in the application too.
        case disabled
        /// Disabled because it left the scope: nothing more is told of it, not even that it is deleted.
        case unassigned
    }

    package let source: String
    /// The identifier that the application gave.
    package var target: String?
    /// What reports call the object.
    package var name: String
    package var status: Status = .absent
    /// A hash of what was last told or tried; an object that gives the same one is visited only when it failed.
    package var fingerprint = ""
    /// The manager that was last told, by the identifier of the directory.
    package var manager: String?
    /// How often it failed in a row.
    package var failures = 0
    /// The cycle that tries it again.
    package var retryCycle = 0

    package init(source: String, name: String) {
        self.source = source
        self.name = name
    }

    /// Whether a cycle has something to tell of the object: it changed, or failed and is to be tried again.
    func isDue(_ fingerprint: String, in cycle: Int) -> Bool {
        self.fingerprint != fingerprint || failures > 0 && retryCycle <= cycle
    }
}
