internal import Crypto
internal import FoundationEssentials
internal import SCIM

/// Makes cursors that clients can neither read nor change (RFC 9865), and reads them again.
struct CursorSeal: Sendable {
    private let key: SymmetricKey

    init(key: [UInt8]) {
        self.key = SymmetricKey(data: key)
    }

    /// Seals a place in the results of a query.
    func seal(_ window: ListQuery.Window, _ scope: CursorScope, expires: DateTime) throws -> String {
        let (direction, position): (String, Position) =
            switch window {
            case .before(let position): ("before", position)
            case .after(let position?): ("after", position)
            case .after(nil), .offset: ("after", Position(sortKey: .missing, key: 0))
            }
        let content: JSON = [
            .number(JSONNumber(expires.microseconds)), .string(direction), position.sortKey.json,
            .number(JSONNumber(position.key)),
        ]
        let sealed = try AES.GCM.seal(content.bytes, using: key, authenticating: scope.bytes)
        return Array(sealed.nonce).base64URLJoined(Array(sealed.ciphertext), Array(sealed.tag))
    }

    /// The place that a cursor was made for.
    func open(_ cursor: String, _ scope: CursorScope, now: DateTime) throws(SCIMError) -> ListQuery.Window {
        guard let bytes = [UInt8](base64URL: cursor), let box = try? AES.GCM.SealedBox(combined: Data(bytes)),
            let content = try? AES.GCM.open(box, using: key, authenticating: scope.bytes),
            let fields = try? JSON(parsing: Array(content)).array, fields.count == 4,
            let expires = fields[0].integer, let sortKey = SortKey(fields[2]), let key = fields[3].integer
        else {
            throw .invalidCursor("the cursor does not belong to this query: repeat the query with an empty cursor")
        }
        guard expires > now.microseconds else {
            throw .expiredCursor("the cursor has expired: repeat the query with an empty cursor")
        }
        let position = Position(sortKey: sortKey, key: key)
        return fields[1].string == "before" ? .before(position) : .after(position)
    }
}

extension [UInt8] {
    fileprivate func base64URLJoined(_ parts: [UInt8]...) -> String {
        parts.reduce(self, +).base64URL
    }
}
