/// Why a provisioning job is put into quarantine, by the numbers that Microsoft publishes.
package struct Quarantine: Error, Hashable, Sendable {
    /// The code of Entra's portal.
    package let code: String
    package let reason: String

    init(_ code: String, _ reason: String) {
        self.code = code
        self.reason = reason
    }

    /// What would happen next, in words.
    package var consequence: String {
        switch code {
        case "TooManyDeletes":
            "Entra would send nothing more and write to the administrators, until one of them allows the deletions."
        default:
            "Entra would try again after 6, 12 and 24 hours, then once a day, and disable provisioning after 28 days."
        }
    }
}

/// Counts how a cycle goes, and says when it is bad enough for a quarantine.
struct QuarantineRule {
    /// From how many failures on the share counts.
    static let evaluationStart = 5_000
    /// The share of events that may fail.
    static let share = 0.4
    /// How many may fail in all, references to other objects left out and included.
    static let failures = 40_000
    static let failuresWithReferences = 60_000

    private var events = 0
    private var failures = 0
    private var referenceFailures = 0

    /// Counts one event; throws when it was one too many.
    mutating func count(failed: Bool, isReference: Bool) throws(Quarantine) {
        events += 1
        guard failed else { return }
        if isReference { referenceFailures += 1 } else { failures += 1 }
        let isShareExceeded =
            failures >= Self.evaluationStart && Double(failures) > Self.share * Double(events)
        guard isShareExceeded || failures > Self.failures || failures + referenceFailures > Self.failuresWithReferences
        else { return }
        throw Quarantine(
            "EncounteredEscrowProportionThreshold",
            "\(failures) of \(events) events failed (more than 40 % of them after 5,000 failures, or more than 40,000)"
        )
    }
}

extension ServiceFailure {
    /// The quarantine that this failure alone leads to.
    var quarantine: Quarantine? {
        switch code {
        case "Unauthorized", "InsufficientRights":
            Quarantine("EncounteredQuarantineException", "the endpoint rejects the secret token: \(reason)")
        case "SystemForCrossDomainIdentityManagementServiceIncompatible":
            Quarantine("EncounteredQuarantineException", "the endpoint does not answer as a SCIM endpoint: \(reason)")
        default: nil
        }
    }
}
