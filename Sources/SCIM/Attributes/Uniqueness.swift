/// How far a value must differ from that of other resources (RFC 7643 §7).
package enum Uniqueness: String, CaseIterable, Sendable {
    case none
    case server
    case global
}
