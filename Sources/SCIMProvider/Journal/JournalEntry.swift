package import SCIM

/// What the journal has of one change or of one refused request.
package struct JournalEntry: Sendable {
    package enum Event: Sendable {
        case change(ResourceChange)
        case refusal(Refusal)
    }

    package let number: Int64
    package let time: DateTime
    package let tokenID: Int64?
    package let tokenLabel: String?
    package let requestID: String?
    package let client: String?
    package let event: Event

    package init(
        number: Int64,
        time: DateTime,
        tokenID: Int64?,
        tokenLabel: String?,
        requestID: String?,
        client: String?,
        event: Event
    ) {
        self.number = number
        self.time = time
        self.tokenID = tokenID
        self.tokenLabel = tokenLabel
        self.requestID = requestID
        self.client = client
        self.event = event
    }

    /// Whom the entry is about, as far as it is known: a userName, a displayName or an identifier.
    package var subject: String? {
        switch event {
        case .change(let change): change.after?.subject ?? change.before?.subject ?? change.id
        case .refusal(let refusal): refusal.subject
        }
    }
}
