/// When a client may set an attribute (RFC 7643 §7).
package enum Mutability: String, CaseIterable, Sendable {
    case readOnly
    case readWrite
    case immutable
    case writeOnly
}
