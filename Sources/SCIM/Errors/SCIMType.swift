/// The keywords that tell failures of one status apart (RFC 7644 §3.12, table 9).
package enum SCIMType: String, CaseIterable, Sendable {
    case invalidFilter
    case tooMany
    case uniqueness
    case mutability
    case invalidSyntax
    case invalidPath
    case noTarget
    case invalidValue
    case invalidVers
    case sensitive
    // RFC 9865 §3.
    case invalidCursor
    case expiredCursor
    case invalidCount
}
