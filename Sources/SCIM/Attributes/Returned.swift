/// When an attribute is part of an answer (RFC 7643 §7).
package enum Returned: String, CaseIterable, Sendable {
    case always
    case never
    case `default`
    case request
}
